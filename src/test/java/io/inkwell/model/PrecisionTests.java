package io.inkwell.model;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PrecisionTests {

    @ParameterizedTest
    @CsvSource({ "amd64, FLOAT16", "x86_64, FLOAT16", "aarch64, FLOAT32", "riscv64, FLOAT32" })
    void fastestIsHalfPrecisionWhereThereAreKernelsForIt(String architecture, Precision fastest) {
        assertThat(Precision.fastest(architecture)).isEqualTo(fastest);
    }

    @Test
    void isCalledAsTheSettingsSpellIt() {
        assertThat(Precision.values()).extracting(Precision::label)
            .containsExactly("float32", "float16", "int8", "bfloat16");
    }

}
