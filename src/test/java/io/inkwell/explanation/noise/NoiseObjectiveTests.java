package io.inkwell.explanation.noise;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.inkwell.explanation.text.TokenSpan;
import io.inkwell.model.introspection.NoiseEffect;

import static io.inkwell.JsonNumbers.doubles;
import static io.inkwell.JsonNumbers.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

class NoiseObjectiveTests {

    private static final JsonNode FIXTURE = NoiseFixture.read("linear");

    private static NoiseEvaluator answers(String measure) {
        double[] weights = doubles(FIXTURE.get("weights"));
        return measure.equals("spread") ? LinearOutputs.bySpread(weights, doubles(FIXTURE.get("deviations")))
                : LinearOutputs.bySquares(weights, doubles(FIXTURE.get("text")));
    }

    /** Two tokens share a part. */
    @ParameterizedTest
    @ValueSource(strings = { "squares", "spread" })
    void lossAndGradientMatchPyTorch(String measure) {
        NoiseObjective objective = new NoiseObjective(answers(measure), NoiseFixture.parts(FIXTURE.get("parts")),
                FIXTURE.get("scale").doubleValue(), FIXTURE.get("rate").doubleValue());

        NoiseLoss loss = objective.evaluate(doubles(FIXTURE.get("theta")), floats(FIXTURE.get("noise")));

        JsonNode expected = FIXTURE.get(measure);
        assertThat(loss.value()).isCloseTo(expected.get("loss").doubleValue(), withinPercentage(1e-3));
        double[] gradient = doubles(expected.get("gradient"));
        for (int i = 0; i < gradient.length; i++) {
            assertThat(loss.gradient()[i]).as("part %d", i).isCloseTo(gradient[i], withinPercentage(1e-3));
        }
    }

    @Test
    void lossIsFiniteForTinyNoise() {
        NoiseObjective objective = new NoiseObjective(
                (sigma, noise) -> new NoiseEffect(new float[] { 0 }, new float[] { 0 }), List.of(new TokenSpan(0, 1)),
                1, 0.1);

        NoiseLoss loss = objective.evaluate(new double[] { -1000 }, new float[1]);

        assertThat(loss.value()).isEqualTo(100, within(1e-9));
        assertThat(loss.gradient()).containsExactly(new double[] { -0.1 }, within(1e-9));
    }

}
