package io.inkwell.bench;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LengthRangeTests {

    @ParameterizedTest
    @CsvSource({ "64, 64, 64", "20..900, 20, 900", "' 7..7 ', 7, 7" })
    void readsNumbersAndRanges(String text, int min, int max) {
        assertThat(LengthRange.parse(text)).isEqualTo(new LengthRange(min, max));
    }

    @ParameterizedTest
    @ValueSource(strings = { "64", "20..900" })
    void formatsLikeItsInput(String text) {
        assertThat(LengthRange.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "many", "-1", "1.5", "20..", "20...900", "9999999999" })
    void rejectsInvalidSyntax(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> LengthRange.parse(text))
            .withMessageContaining("20..900")
            .withMessageEndingWith("given: " + text);
    }

    @ParameterizedTest
    @ValueSource(strings = { "0", "0..5", "9..3" })
    void rejectsInvalidLengths(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> LengthRange.parse(text))
            .withMessageContaining("at least 1");
    }

    @Test
    void drawsLengthsUniformly() {
        LengthRange range = new LengthRange(3, 6);
        SplittableRandom random = new SplittableRandom(1);
        int[] counts = new int[8];

        IntStream.range(0, 4000).forEach((i) -> counts[range.draw(random)]++);

        assertThat(counts).startsWith(0, 0, 0).endsWith(0);
        assertThat(counts[3]).isBetween(900, 1100);
        assertThat(counts[4]).isBetween(900, 1100);
        assertThat(counts[5]).isBetween(900, 1100);
        assertThat(counts[6]).isBetween(900, 1100);
    }

    @Test
    void isLimitedToAMaximum() {
        assertThat(new LengthRange(20, 900).atMost(100)).isEqualTo(new LengthRange(20, 100));
        assertThat(new LengthRange(64, 64).atMost(16)).isEqualTo(new LengthRange(16, 16));
        assertThat(new LengthRange(64, 64).atMost(0)).isEqualTo(new LengthRange(1, 1));
    }

}
