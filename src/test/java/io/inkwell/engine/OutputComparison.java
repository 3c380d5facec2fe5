package io.inkwell.engine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.sampling.GumbelSampler;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.model.Feed;
import io.inkwell.model.step.CausalLm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares outputs that a real model generated for one request in steps of different
 * shapes. Rounding differs between shapes, so outputs can diverge at a tie.
 */
final class OutputComparison implements AutoCloseable {

    private static final double TIE = 1e-4;

    private final CausalLm reference;

    OutputComparison(CausalLm reference) {
        this.reference = reference;
    }

    void assertEqualOrTied(GenerationRequest request, int choice, List<Integer> expected, List<Integer> actual) {
        int mismatch = Arrays.mismatch(ids(expected), ids(actual));
        if (mismatch < 0) {
            return;
        }
        int[] tokens = IntStream
            .concat(IntStream.of(request.promptTokens()), IntStream.of(ids(expected)).limit(mismatch))
            .toArray();
        float[] logits = Feed.tokens(this.reference, 0, 0, tokens);
        double gap = score(request, choice, logits, tokens.length, expected.get(mismatch))
                - score(request, choice, logits, tokens.length, actual.get(mismatch));
        assertThat(Math.abs(gap)).as("%s and %s differ at %d by more than a tie", expected, actual, mismatch)
            .isLessThan(TIE);
    }

    // Ignores penalties: they change both scores by the same rules.
    private static double score(GenerationRequest request, int choice, float[] logits, int position, int token) {
        SamplingParams sampling = request.sampling();
        if (sampling.isGreedy()) {
            return logits[token];
        }
        return new GumbelSampler(request.seed(), choice).perturbed(logits[token] / sampling.temperature(), position,
                token);
    }

    private static int[] ids(List<Integer> tokens) {
        return tokens.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public void close() {
        this.reference.close();
    }

}
