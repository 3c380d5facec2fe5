package io.inkwell.explanation.importance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class GaussLegendreTests {

    @Test
    void threeNodesMatchPublishedTable() {
        GaussLegendre three = GaussLegendre.of(3);
        double half = Math.sqrt(0.6) / 2;

        assertThat(three.nodes()).containsExactly(new double[] { 0.5 - half, 0.5, 0.5 + half }, within(1e-15));
        assertThat(three.weights()).containsExactly(new double[] { 5 / 18.0, 4 / 9.0, 5 / 18.0 }, within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 7, 50, 300 })
    void integratesPolynomialsBelowDegreeTwiceNExactly(int numNodes) {
        GaussLegendre rule = GaussLegendre.of(numNodes);
        for (int degree : new int[] { 0, numNodes, 2 * numNodes - 1 }) {
            double integral = 0;
            for (int i = 0; i < numNodes; i++) {
                integral += rule.weights()[i] * Math.pow(rule.nodes()[i], degree);
            }
            assertThat(integral).as("degree %d", degree).isEqualTo(1.0 / (degree + 1), within(1e-13));
        }
    }

}
