package io.inkwell.completion.prompt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TotalLengthTests {

    @ParameterizedTest
    @CsvSource({ "10, 20", "29, 1", "30, 1", "50, 1" })
    void subtractsThePromptButLeavesAtLeastOneToken(int promptTokens, int maxTokens) {
        assertThat(new TotalLength(30, 0).maxTokens(promptTokens, 0, 100)).isEqualTo(maxTokens);
    }

    @Test
    void staysWithinTheContext() {
        assertThat(new TotalLength(30, 0).maxTokens(10, 0, 5)).isEqualTo(5);
    }

    @Test
    void leavesRoomForMinTokens() {
        assertThat(new TotalLength(30, 0).maxTokens(25, 8, 100)).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({ "10, 0, 10", "10, 15, 15", "25, 0, 0" })
    void countsThePromptTowardMinLength(int promptTokens, int minTokens, int expected) {
        int least = new TotalLength(null, 20).minTokens(promptTokens, minTokens);

        assertThat(Math.max(0, least)).isEqualTo(expected);
    }

}
