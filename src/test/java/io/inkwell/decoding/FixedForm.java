package io.inkwell.decoding;

import java.util.Arrays;
import java.util.List;

/** A form for tests: one of several sequences of tokens. */
public record FixedForm(List<List<Integer>> sequences) implements TokenConstraint {

    public static FixedForm of(Integer[]... sequences) {
        return new FixedForm(Arrays.stream(sequences).map(List::of).toList());
    }

    @Override
    public String field() {
        return "form";
    }

    @Override
    public State begin() {
        return new Rest(this.sequences);
    }

    private record Rest(List<List<Integer>> rests) implements State {

        @Override
        public State after(int tokenId) {
            return new Rest(this.rests.stream()
                .filter((rest) -> !rest.isEmpty() && rest.get(0) == tokenId)
                .map((rest) -> rest.subList(1, rest.size()))
                .toList());
        }

        @Override
        public TokenSet allowed() {
            return TokenSet
                .of(this.rests.stream().filter((rest) -> !rest.isEmpty()).map((rest) -> rest.get(0)).toList());
        }

        @Override
        public int forced() {
            return (this.rests.size() == 1 && !this.rests.get(0).isEmpty()) ? this.rests.get(0).get(0) : -1;
        }

        @Override
        public boolean isComplete() {
            return this.rests.contains(List.<Integer>of());
        }

        @Override
        public boolean canContinue() {
            return this.rests.stream().anyMatch((rest) -> !rest.isEmpty());
        }

    }

}
