package io.inkwell.decoding.stop;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StopSequencesTests {

    @Test
    void measuresLengthInBytes() {
        StopSequences sequences = StopSequences.of(List.of("\n", "fin\u00e9\ud83d\ude00"));
        assertThat(sequences.size()).isEqualTo(2);
        assertThat(sequences.length(0)).isEqualTo(1);
        assertThat(sequences.length(1)).isEqualTo(9);
    }

    @Test
    void fallsBackToTheLongestBorder() {
        StopSequences sequences = StopSequences.of(List.of("aabaac"));
        assertThat(sequences.advance(0, 5, (byte) 'c')).isEqualTo(6);
        assertThat(sequences.advance(0, 5, (byte) 'b')).isEqualTo(3);
        assertThat(sequences.advance(0, 5, (byte) 'a')).isEqualTo(2);
        assertThat(sequences.advance(0, 5, (byte) 'x')).isZero();
    }

    @Test
    void copiesItsInput() {
        List<String> strings = new ArrayList<>(List.of("a"));
        StopSequences sequences = StopSequences.of(strings);
        strings.set(0, "b");
        assertThat(sequences.string(0)).isEqualTo("a");
    }

    @Test
    void rejectsEmptyString() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> StopSequences.of(List.of("a", "")))
            .withMessage("stop must not contain an empty string")
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo("stop"));
    }

    @Test
    void rejectsUnpairedSurrogate() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> StopSequences.of(List.of("a\ud83d")))
            .withMessage("stop must be well-formed Unicode; given: an unpaired surrogate");
    }

}
