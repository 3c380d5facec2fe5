package io.inkwell.explanation.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.inkwell.engine.FakeCausalLm;
import io.inkwell.explanation.CancellationToken;
import io.inkwell.explanation.NotCancelled;
import io.inkwell.explanation.text.ForwardPass;
import io.inkwell.model.Feed;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepRows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class VariantReaderTests {

    private final int[] prompt = IntStream.range(0, 300).map((i) -> i % 40).toArray();

    private final FakeCausalLm model = new FakeCausalLm(4, 300);

    private int[] with(int position, int token) {
        int[] variant = this.prompt.clone();
        variant[position] = token;
        return variant;
    }

    /** Computes the prompt, then its variants. */
    private List<Integer> nextTokens(List<int[]> variants) {
        new ForwardPass(this.model, NotCancelled.TOKEN).read(this.prompt, false);
        this.model.steps().clear();
        List<Integer> nextTokens = new ArrayList<>();
        new VariantReader(this.model, NotCancelled.TOKEN, this.prompt).read(variants,
                (variant, output) -> nextTokens.add(Feed.argMax(output.copyLogits(0))));
        return nextTokens;
    }

    @Test
    void computesLogitsOfEveryVariant() {
        List<int[]> variants = new ArrayList<>();
        for (int position = 0; position < this.prompt.length; position += 7) {
            variants.add(with(position, 45));
        }
        variants.add(Arrays.copyOf(this.prompt, 12));
        variants.add(new int[] { 3 });

        assertThat(nextTokens(variants)).isEqualTo(variants.stream()
            .map((variant) -> Feed.argMax(Feed.tokens(new FakeCausalLm(1, 300), 0, 0, variant)))
            .toList());
    }

    @Test
    void computesOnlyTokensAfterFirstChange() {
        nextTokens(List.of(with(297, 45), with(299, 45), this.prompt));

        assertThat(this.model.steps()).singleElement()
            .satisfies((step) -> assertThat(step.rows()).extracting(StepRows::from, (rows) -> rows.tokens().length)
                .containsExactly(tuple(297, 3), tuple(299, 1), tuple(299, 1)));
    }

    @Test
    void boundsTokensPerStep() {
        nextTokens(List.of(with(0, 45), with(200, 45), with(250, 45)));

        assertThat(this.model.steps()).extracting(StepInput::numRows).containsExactly(128, 128, 44, 100, 50);
    }

    @Test
    void stopsBetweenStepsWhenCancelled() {
        List<int[]> variants = List.of(with(0, 45), with(1, 45));
        new ForwardPass(this.model, NotCancelled.TOKEN).read(this.prompt, false);
        List<StepInput> steps = this.model.steps();
        steps.clear();
        CancellationToken afterTwoSteps = new CancellationToken(() -> {
            if (steps.size() == 2) {
                throw new CancellationException();
            }
        });

        assertThatExceptionOfType(CancellationException.class).isThrownBy(
                () -> new VariantReader(this.model, afterTwoSteps, this.prompt).read(variants, (variant, output) -> {
                }));
        assertThat(steps).hasSize(2);
    }

}
