package io.inkwell.decoding.processor;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.Rows;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

class SoftmaxMomentsTests {

    private final SoftmaxMoments moments = new SoftmaxMoments();

    @Test
    void matchDefinition() {
        Random random = new Random(33);
        for (int i = 0; i < 1000; i++) {
            float[] row = Rows.odd(random);
            double[] probabilities = Rows.probabilities(row);
            this.moments.measure(Rows.logits(row));
            double mean = IntStream.range(0, row.length)
                .filter((id) -> probabilities[id] > 0)
                .mapToDouble((id) -> probabilities[id] * row[id])
                .sum();
            double entropy = DoubleStream.of(probabilities).filter((p) -> p > 0).map((p) -> -p * Math.log(p)).sum();
            assertThat(this.moments.entropy()).isCloseTo(entropy, within(1e-5));
            assertThat((double) this.moments.meanScore()).isCloseTo(mean, within(1e-5 * (1 + Math.abs(mean))));
        }
    }

    @Test
    void convertProbabilityToScore() {
        this.moments.measure(Rows.logits(Rows.ofProbabilities(0.1, 0.6, 0.3)));
        assertThat((double) this.moments.scoreOf(0.3)).isCloseTo(Math.log(0.3), within(1e-6));
        assertThat(this.moments.scoreOf(0.7)).isEqualTo(this.moments.max());
    }

    @Test
    void describeLastRow() {
        this.moments.measure(Rows.logits(5, 1, 1));
        this.moments.measure(Rows.logits(0, 0));
        assertThat(this.moments.entropy()).isCloseTo(Math.log(2), within(1e-7));
        assertThat(this.moments.max()).isZero();
    }

    @Test
    void rejectNaN() {
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> this.moments.measure(Rows.logits(1, Float.NaN)))
            .withMessageStartingWith("the model produced NaN in a logit");
    }

}
