package io.inkwell.decoding.stop;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StopStringsTests {

    @Test
    void measuresLengthInBytes() {
        StopStrings strings = StopStrings.of(List.of("\n", "fin\u00e9\ud83d\ude00"));
        assertThat(strings.size()).isEqualTo(2);
        assertThat(strings.length(0)).isEqualTo(1);
        assertThat(strings.length(1)).isEqualTo(9);
    }

    @Test
    void fallsBackToTheLongestBorder() {
        StopStrings strings = StopStrings.of(List.of("aabaac"));
        assertThat(strings.advance(0, 5, (byte) 'c')).isEqualTo(6);
        assertThat(strings.advance(0, 5, (byte) 'b')).isEqualTo(3);
        assertThat(strings.advance(0, 5, (byte) 'a')).isEqualTo(2);
        assertThat(strings.advance(0, 5, (byte) 'x')).isZero();
    }

    @Test
    void copiesItsInput() {
        List<String> strings = new ArrayList<>(List.of("a"));
        StopStrings compiled = StopStrings.of(strings);
        strings.set(0, "b");
        assertThat(compiled.string(0)).isEqualTo("a");
    }

    @Test
    void rejectsEmptyString() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> StopStrings.of(List.of("a", "")))
            .withMessage("stop must not contain an empty string")
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo("stop"));
    }

    @Test
    void rejectsUnpairedSurrogate() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> StopStrings.of(List.of("a\ud83d")))
            .withMessage("stop must be well-formed Unicode; given: an unpaired surrogate");
    }

}
