package io.inkwell.decoding.processor;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.Rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LogitBiasProcessorTests {

    @Test
    void addsToGivenTokensOnly() {
        LogitBiasProcessor processor = new LogitBiasProcessor(Map.of(0, 1.5f, 3, -100f));
        assertThat(Rows.values(Rows.processed(processor, 1, 2, 3, 4))).containsExactly(2.5f, 2, 3, -96);
    }

    @Test
    void impossibleTokensStayImpossible() {
        LogitBiasProcessor processor = new LogitBiasProcessor(Map.of(0, 100f));
        assertThat(Rows.possibleIds(Rows.processed(processor, Float.NEGATIVE_INFINITY, 1))).containsExactly(1);
    }

    @Test
    void rejectsIdBeyondTheRow() {
        LogitBiasProcessor processor = new LogitBiasProcessor(Map.of(2, 1f));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> Rows.processed(processor, 1, 2));
    }

}
