package io.inkwell.model.checkpoint;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PrecisionTests {

    @Test
    void labelIsTheSettingValue() {
        assertThat(Precision.values()).extracting(Precision::label)
            .containsExactly("float32", "float16", "int8", "bfloat16");
    }

}
