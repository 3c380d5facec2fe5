package io.inkwell.explanation.importance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;

import io.inkwell.explanation.CancellationToken;
import io.inkwell.explanation.NotCancelled;
import io.inkwell.model.introspection.OutputGradients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

class IntegratedGradientsTests {

    private static final float[] WEIGHTS = { 2, -3, 0, 0.5f };

    private static final float[] BASELINE = { 1, 1, 1, 1 };

    private static final float[] EMBEDDINGS = { 3, 0, 7, -1 };

    private final List<Integer> calls = new ArrayList<>();

    /** The weighted sum of powers of the inputs. */
    private DifferentiableOutput sumOfPowers(int power) {
        return (embeddings, numSequences) -> {
            this.calls.add(numSequences);
            float[] values = new float[numSequences];
            float[] gradients = new float[embeddings.length];
            for (int i = 0; i < embeddings.length; i++) {
                float weight = WEIGHTS[i % WEIGHTS.length];
                values[i / WEIGHTS.length] += weight * (float) Math.pow(embeddings[i], power);
                gradients[i] = weight * power * (float) Math.pow(embeddings[i], power - 1);
            }
            return new OutputGradients(values, gradients);
        };
    }

    @Test
    void attributesLinearFunctionExactly() {
        double[] added = new IntegratedGradients(sumOfPowers(1), 1, 8, NotCancelled.TOKEN).between(BASELINE,
                EMBEDDINGS);

        assertThat(added).containsExactly(new double[] { 4, 3, 0, -1 }, within(1e-6));
    }

    @Test
    void attributionsSumToDifference() {
        double[] added = new IntegratedGradients(sumOfPowers(3), 5, 2, NotCancelled.TOKEN).between(BASELINE,
                EMBEDDINGS);

        assertThat(added).containsExactly(new double[] { 52, 3, 0, -1 }, within(1e-4));
        assertThat(this.calls).containsExactly(2, 2, 1);
    }

    @Test
    void stopsBetweenCallsWhenCancelled() {
        CancellationToken cancellation = new CancellationToken(() -> {
            if (this.calls.size() == 2) {
                throw new CancellationException();
            }
        });

        assertThatExceptionOfType(CancellationException.class).isThrownBy(
                () -> new IntegratedGradients(sumOfPowers(1), 50, 4, cancellation).between(BASELINE, EMBEDDINGS));
        assertThat(this.calls).hasSize(2);
    }

}
