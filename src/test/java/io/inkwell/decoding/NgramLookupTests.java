package io.inkwell.decoding;

import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class NgramLookupTests {

    private final NgramLookup lookup = new NgramLookup(2, 4);

    @Test
    void proposesContinuationOfEarlierMatch() {
        assertThat(propose(3, 1, 2, 7, 8, 9, 5, 1, 2)).containsExactly(7, 8, 9);
    }

    @Test
    void proposesNothingWithoutMatch() {
        assertThat(propose(3, 1, 2, 3, 4)).isEmpty();
        assertThat(propose(3, 1)).isEmpty();
        assertThat(propose(3, 1, 1)).isEmpty();
    }

    @Test
    void ignoresShortMatches() {
        assertThat(propose(3, 1, 2, 7, 8, 9, 2)).isEmpty();
        assertThat(new NgramLookup(1, 4).propose(history(1, 2, 7, 8, 9, 2), 3)).containsExactly(7, 8, 9);
    }

    @Test
    void longerMatchWinsOverLaterOne() {
        assertThat(propose(1, 6, 1, 2, 7, 5, 1, 2, 8, 6, 1, 2)).containsExactly(7);
    }

    @Test
    void laterMatchWinsBeyondMaxMatch() {
        assertThat(new NgramLookup(2, 2).propose(history(6, 1, 2, 7, 5, 1, 2, 8, 6, 1, 2), 1)).containsExactly(8);
    }

    @Test
    void continuesLoops() {
        assertThat(propose(7, 9, 1, 2, 3, 1, 2, 3, 1)).containsExactly(2, 3, 1, 2, 3, 1, 2);
        assertThat(propose(3, 4, 4, 4)).containsExactly(4, 4, 4);
    }

    @Test
    void matchesNaiveLookup() {
        Random random = new Random(11);
        for (int round = 0; round < 2000; round++) {
            int[] tokens = random.ints(1 + random.nextInt(40), 0, 4).toArray();
            int min = 1 + random.nextInt(3);
            int max = min + random.nextInt(4);
            int[] proposed = new NgramLookup(min, max).propose(history(tokens), 1);
            int place = IntStream.range(1, tokens.length)
                .filter((each) -> match(tokens, each, max) >= min)
                .reduce((one, other) -> match(tokens, other, max) >= match(tokens, one, max) ? other : one)
                .orElse(tokens.length);
            assertThat(proposed).isEqualTo(place < tokens.length ? new int[] { tokens[place] } : new int[0]);
        }
    }

    @Test
    void rejectsInvalidLengths() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NgramLookup(0, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new NgramLookup(3, 2)).withMessageContaining("3 and 2");
    }

    private static int match(int[] tokens, int place, int max) {
        int match = 0;
        while (match < Math.min(place, max) && tokens[place - 1 - match] == tokens[tokens.length - 1 - match]) {
            match++;
        }
        return match;
    }

    private int[] propose(int numTokens, int... tokens) {
        return this.lookup.propose(history(tokens), numTokens);
    }

    private static TokenHistory history(int... tokens) {
        return new TokenHistory(tokens);
    }

}
