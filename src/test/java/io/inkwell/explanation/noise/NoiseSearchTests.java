package io.inkwell.explanation.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.explanation.text.Granularity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

/**
 * The solution for a linear map is known: {@code sigma = min(scale, sqrt(rate / (2
 * tokens M)) / |weight|)}, where M is the weight of a unit of difference.
 */
class NoiseSearchTests {

    private static final double[] WEIGHTS = { 10, 20, 5, -20, -10 };

    private static final int WIDTH = 256;

    private static final double SPREAD = 0.3;

    private static LearnedNoise learn(NoiseSettings settings, double... weights) {
        double[] spread = new double[WIDTH];
        Arrays.fill(spread, SPREAD);
        NoiseObjective objective = new NoiseObjective(LinearOutputs.bySpread(weights, spread),
                Granularity.TOKEN.spans(tokens(weights.length)), 1, settings.rate());
        return new NoiseSearch(objective, settings, (progress) -> {
        }).run(weights.length * WIDTH);
    }

    private static List<ExplainedToken> tokens(int number) {
        return IntStream.range(0, number).mapToObj((i) -> new ExplainedToken(i, "x", i)).toList();
    }

    private static NoiseSettings steady(int iterations, double rate) {
        return new NoiseSettings(NoiseMode.STEADY, iterations, rate, null, 0.5, 4, 0);
    }

    private static double closedForm(double rate, double weight, int numTokens) {
        return Math.min(1, Math.sqrt(rate * SPREAD * SPREAD / (2 * numTokens)) / Math.abs(weight));
    }

    @Test
    void matchesClosedFormOfLinearMap() {
        LearnedNoise noise = learn(steady(2000, 0.1), WEIGHTS);
        double[] errors = Objects.requireNonNull(noise.standardError());

        for (int i = 0; i < WEIGHTS.length; i++) {
            double expected = closedForm(0.1, WEIGHTS[i], WEIGHTS.length);
            assertThat(noise.sigma()[i]).as("token %d", i).isCloseTo(expected, withinPercentage(5));
            assertThat(errors[i]).as("token %d", i).isBetween(0.0, 0.05 * expected);
        }
        assertThat(noise.converged()).isTrue();
    }

    @Test
    void unusedTokenGetsMaximumNoise() {
        LearnedNoise noise = learn(steady(2000, 0.1), 10, 0.001);

        assertThat(closedForm(0.1, 0.001, 2)).isEqualTo(1);
        assertThat(noise.sigma()[1]).isGreaterThan(0.99);
        assertThat(noise.score(1)).isLessThan(0.01);
        assertThat(noise.score(0)).isGreaterThan(1);
    }

    @Test
    void quadrupledRateDoublesNoise() {
        double[] once = learn(steady(2000, 0.1), WEIGHTS).sigma();
        double[] fourTimes = learn(steady(2000, 0.4), WEIGHTS).sigma();

        for (int i = 0; i < WEIGHTS.length; i++) {
            assertThat(fourTimes[i]).as("token %d", i).isCloseTo(2 * once[i], withinPercentage(10));
        }
    }

    @Test
    void reportsMissingConvergence() {
        LearnedNoise noise = learn(new NoiseSettings(NoiseMode.STEADY, 40, 0.1, null, 0.05, 4, 0), WEIGHTS);

        assertThat(noise.converged()).isFalse();
    }

    @Test
    void sameSeedGivesSameResult() {
        for (NoiseMode mode : NoiseMode.values()) {
            NoiseSettings settings = new NoiseSettings(mode, 20, 0.1, null, 0.05, mode.defaultSamples(), 7);
            NoiseSettings otherSeed = new NoiseSettings(mode, 20, 0.1, null, 0.05, mode.defaultSamples(), 8);

            assertThat(learn(settings, WEIGHTS).sigma()).isEqualTo(learn(settings, WEIGHTS).sigma())
                .isNotEqualTo(learn(otherSeed, WEIGHTS).sigma());
        }
    }

    /** Selects the parameters after the step with the lowest loss, not before it. */
    @Test
    void referenceModeSelectsStepAfterLowestLoss() {
        List<NoiseProgress> steps = new ArrayList<>();
        NoiseObjective objective = new NoiseObjective(LinearOutputs.bySquares(WEIGHTS, new double[] { 1, 1, 1, 1, 1 }),
                Granularity.TOKEN.spans(tokens(WEIGHTS.length)), 1, 0.1);
        NoiseSettings settings = new NoiseSettings(NoiseMode.REFERENCE, 200, 0.1, null, 0.01, 1, 0);

        LearnedNoise noise = new NoiseSearch(objective, settings, steps::add).run(WEIGHTS.length);

        NoiseProgress best = steps.stream().min((a, b) -> Double.compare(a.loss(), b.loss())).orElseThrow();
        assertThat(noise.loss()).isEqualTo(best.loss());
        assertThat(noise.sigma()).isEqualTo(best.sigma());
        assertThat(noise.standardError()).isNull();
        assertThat(steps).hasSize(200).last().extracting(NoiseProgress::iteration).isEqualTo(200);
    }

    @Test
    void referenceModeStartsAtRandomAndSteadyModeInTheMiddle() {
        assertThat(NoiseMode.STEADY.start(new SplittableRandom(0), 3)).containsOnly(0);
        double[] start = NoiseMode.REFERENCE.start(new SplittableRandom(0), 1000);
        assertThat(Arrays.stream(start).map((theta) -> theta * theta).average().orElseThrow()).isBetween(0.8, 1.2);
    }

}
