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

    private final int[] text = IntStream.range(0, 300).map((i) -> i % 40).toArray();

    private final FakeCausalLm model = new FakeCausalLm(4, 300);

    private int[] with(int position, int token) {
        int[] variant = this.text.clone();
        variant[position] = token;
        return variant;
    }

    /** Computes the prompt, then its variants. */
    private List<Integer> answers(List<int[]> variants) {
        new ForwardPass(this.model, NotCancelled.TOKEN).read(this.text, false);
        this.model.steps().clear();
        List<Integer> answers = new ArrayList<>();
        new VariantReader(this.model, NotCancelled.TOKEN, this.text).read(variants,
                (variant, output) -> answers.add(Feed.argMax(output.copyLogits(0))));
        return answers;
    }

    @Test
    void computesLogitsOfEveryVariant() {
        List<int[]> variants = new ArrayList<>();
        for (int position = 0; position < this.text.length; position += 7) {
            variants.add(with(position, 45));
        }
        variants.add(Arrays.copyOf(this.text, 12));
        variants.add(new int[] { 3 });

        assertThat(answers(variants)).isEqualTo(variants.stream()
            .map((variant) -> Feed.argMax(Feed.tokens(new FakeCausalLm(1, 300), 0, 0, variant)))
            .toList());
    }

    @Test
    void computesOnlyTokensAfterFirstChange() {
        answers(List.of(with(297, 45), with(299, 45), this.text));

        assertThat(this.model.steps()).singleElement()
            .satisfies((step) -> assertThat(step.rows()).extracting(StepRows::from, (rows) -> rows.tokens().length)
                .containsExactly(tuple(297, 3), tuple(299, 1), tuple(299, 1)));
    }

    @Test
    void boundsTokensPerStep() {
        answers(List.of(with(0, 45), with(200, 45), with(250, 45)));

        assertThat(this.model.steps()).extracting(StepInput::numRows).containsExactly(128, 128, 44, 100, 50);
    }

    @Test
    void stopsBetweenStepsWhenCancelled() {
        List<int[]> variants = List.of(with(0, 45), with(1, 45));
        new ForwardPass(this.model, NotCancelled.TOKEN).read(this.text, false);
        List<StepInput> steps = this.model.steps();
        steps.clear();
        CancellationToken afterTwoSteps = new CancellationToken(() -> {
            if (steps.size() == 2) {
                throw new CancellationException();
            }
        });

        assertThatExceptionOfType(CancellationException.class).isThrownBy(
                () -> new VariantReader(this.model, afterTwoSteps, this.text).read(variants, (variant, output) -> {
                }));
        assertThat(steps).hasSize(2);
    }

}
