package io.inkwell.explanation.noise;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static io.inkwell.JsonNumbers.doubles;
import static io.inkwell.JsonNumbers.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class AdamTests {

    /** On a linear map, with different noise in each step. */
    @Test
    void twentyStepsMatchPyTorch() {
        JsonNode map = NoiseFixture.read("linear");
        JsonNode steps = NoiseFixture.read("adam");
        NoiseObjective objective = new NoiseObjective(
                LinearOutputs.bySquares(doubles(map.get("weights")), doubles(map.get("text"))),
                NoiseFixture.parts(map.get("parts")), map.get("scale").doubleValue(), map.get("rate").doubleValue());
        double[] theta = doubles(map.get("theta"));
        Adam adam = new Adam(steps.get("learning_rate").doubleValue(), NoiseMode.REFERENCE.beta2(), theta.length);

        assertThat(steps.get("noise").size()).isEqualTo(20);
        for (int step = 0; step < steps.get("noise").size(); step++) {
            adam.step(theta, objective.evaluate(theta, floats(steps.get("noise").get(step))).gradient());

            assertThat(theta).as("step %d", step).containsExactly(doubles(steps.get("theta").get(step)), within(1e-5));
        }
    }

}
