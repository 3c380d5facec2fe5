package io.inkwell.decoding.processor;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.Rows;

import static org.assertj.core.api.Assertions.assertThat;

class TemperatureProcessorTests {

    @Test
    void dividesEveryScore() {
        Logits logits = Rows.processed(new TemperatureProcessor(0.5f), 1, -3, Float.NEGATIVE_INFINITY);
        assertThat(Rows.values(logits)).containsExactly(2, -6, Float.NEGATIVE_INFINITY);
    }

    @Test
    void staysFiniteAtMinimumTemperature() {
        Logits logits = Rows.processed(new TemperatureProcessor(Float.MIN_VALUE), 150, 149, -150);
        assertThat(logits.max()).isEqualTo(1.5e7f);
        assertThat(logits.argMax()).isZero();
    }

}
