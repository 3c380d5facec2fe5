package io.inkwell.decoding.sampling;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.Rows;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.Statistics;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.stop.Stops;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GumbelSamplerTests {

    private static final float NEVER = Float.NEGATIVE_INFINITY;

    @Test
    void matchesFullArgmax() {
        Random random = new Random(21);
        for (int i = 0; i < 20_000; i++) {
            Logits logits = Rows.logits(Rows.odd(random));
            if (random.nextBoolean()) {
                logits.keepAtLeast(logits.max() - random.nextInt(5));
            }
            assertPicksTheGreatest(new GumbelSampler(random.nextLong(), random.nextInt(128)), logits, i);
        }
    }

    @Test
    void matchesFullArgmaxOfFullVocabulary() {
        Random random = new Random(22);
        GumbelSampler sampler = new GumbelSampler(5, 1);
        for (int i = 0; i < 30; i++) {
            double deviation = Math.pow(10, i % 10 - 2);
            assertPicksTheGreatest(sampler, Rows.logits(Rows.normal(random, Rows.GPT2, deviation)), i);
        }
    }

    @Test
    void samplesFromSoftmax() {
        float[] row = new float[200];
        double[] weights = new double[200];
        for (int id = 0; id < row.length; id++) {
            row[id] = (id % 5 == 0) ? -id / 50f : NEVER;
            weights[id] = Math.exp(row[id]);
        }
        Logits logits = Rows.logits(row);
        GumbelSampler sampler = new GumbelSampler(7, 0);
        int[] counts = new int[200];
        for (int position = 0; position < 200_000; position++) {
            counts[sampler.sample(logits, position)]++;
        }
        assertThat(Statistics.chiSquareSigmas(counts, weights)).isBetween(-4.0, 4.0);
    }

    @Test
    void samplesFromSoftmaxOfCandidates() {
        float[] row = { 1, 0, 2, 3, -1, 2.5f };
        Logits logits = Rows.logits(row);
        logits.keepAtLeast(1);
        double[] weights = { Math.exp(1), 0, Math.exp(2), Math.exp(3), 0, Math.exp(2.5) };
        int[] counts = new int[row.length];
        for (int seed = 0; seed < 100_000; seed++) {
            counts[new GumbelSampler(seed, 0).sample(logits, 12)]++;
        }
        assertThat(Statistics.chiSquareSigmas(counts, weights)).isBetween(-4.0, 4.0);
    }

    @ParameterizedTest
    @MethodSource("waysToNarrow")
    void samplesAfterEveryWarper(SamplingParams params) {
        float[] row = Rows.normal(new Random(24), 80, 1.5);
        Logits processed = Rows.logits(row);
        new TokenSampler(params, Stops.NONE, (logits, position) -> 0).select(processed, new TokenHistory(new int[0]));
        double[] weights = new double[row.length];
        for (int i = 0; i < processed.numCandidates(); i++) {
            weights[processed.tokenId(i)] = Math.exp(processed.value(i));
        }
        int[] counts = new int[row.length];
        for (int seed = 0; seed < 20_000; seed++) {
            counts[new TokenSampler(params, Stops.NONE, seed, 0).select(Rows.logits(row),
                    new TokenHistory(new int[0]))]++;
        }
        assertThat(DoubleStream.of(weights).filter((weight) -> weight > 0).count()).isBetween(4L, 79L);
        assertThat(Statistics.chiSquareSigmas(counts, weights)).isBetween(-4.0, 4.0);
    }

    static Stream<SamplingParams> waysToNarrow() {
        return Stream
            .of(SamplingParams.builder().topK(10), SamplingParams.builder().topP(0.8f),
                    SamplingParams.builder().minP(0.05f), SamplingParams.builder().typicalP(0.6f),
                    SamplingParams.builder().epsilonCutoff(0.01f), SamplingParams.builder().etaCutoff(0.02f),
                    SamplingParams.builder().temperature(1.4f).topK(30).topP(0.9f).minP(0.02f).typicalP(0.9f))
            .map(SamplingParams.Builder::build);
    }

    @Test
    void seedsAreStableAcrossVersions() {
        // Recorded once: a change here changes the completion of every request with a
        // seed.
        Logits logits = Rows.logits(new float[Rows.GPT2]);
        assertThat(new GumbelSampler(42, 0).sample(logits, 17)).isEqualTo(423);
        assertThat(new GumbelSampler(42, 0).sample(logits, 18)).isEqualTo(9998);
        assertThat(new GumbelSampler(42, 1).sample(logits, 17)).isEqualTo(9113);
        assertThat(new GumbelSampler(-1, 0).sample(logits, 17)).isEqualTo(16819);
    }

    @Test
    void isRobustToSmallErrors() {
        Random random = new Random(23);
        GumbelSampler sampler = new GumbelSampler(1, 0);
        int changed = 0;
        for (int position = 0; position < 2000; position++) {
            float[] row = Rows.normal(random, 1000, 3);
            float[] other = row.clone();
            for (int id = 0; id < row.length; id++) {
                other[id] += 1e-5f * (float) random.nextGaussian();
            }
            if (sampler.sample(Rows.logits(row), position) != sampler.sample(Rows.logits(other), position)) {
                changed++;
            }
        }
        assertThat(changed).isLessThanOrEqualTo(1);
    }

    @Test
    void neverSamplesImpossibleTokens() {
        for (int position = 0; position < 1000; position++) {
            assertThat(new GumbelSampler(position, 0).sample(Rows.logits(NEVER, -1e6f, NEVER), position)).isOne();
        }
    }

    @Test
    void rejectsNaNAndInfinity() {
        GumbelSampler sampler = new GumbelSampler(1, 0);
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> sampler.sample(Rows.logits(1, 2, Float.NaN), 0))
            .withMessageStartingWith("the model produced NaN in a logit");
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> sampler.sample(Rows.logits(NEVER, NEVER), 0));
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> sampler.sample(Rows.logits(1, Float.POSITIVE_INFINITY, 3), 0));
    }

    private static void assertPicksTheGreatest(GumbelSampler sampler, Logits logits, int position) {
        double best = Double.NEGATIVE_INFINITY;
        int expected = -1;
        for (int i = 0; i < logits.numCandidates(); i++) {
            double perturbed = sampler.perturbed(logits.value(i), position, logits.tokenId(i));
            if (perturbed > best) {
                best = perturbed;
                expected = logits.tokenId(i);
            }
        }
        assertThat(sampler.sample(logits, position)).isEqualTo(expected);
    }

}
