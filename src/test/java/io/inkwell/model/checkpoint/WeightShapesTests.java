package io.inkwell.model.checkpoint;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WeightShapesTests {

    /** GPT-2 has 124,439,808 parameters, 38,597,376 of them in its token embedding. */
    private static final RandomCheckpoint GPT2 = new RandomCheckpoint(Map.of("model_type", "gpt2"), ElementType.F32, 1);

    @ParameterizedTest
    @CsvSource({ "FLOAT32, 497759232", "FLOAT16, 327889920", "BFLOAT16, 327889920", "INT8, 204357888" })
    void weightBytesDependOnPrecision(Precision precision, long bytes) {
        assertThat(WeightShapes.bytes(GPT2.config(), precision)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({ "FLOAT32, 652148736", "FLOAT16, 327889920" })
    void untiedHeadTakesMemory(Precision precision, long bytes) {
        assertThat(WeightShapes.bytes(GPT2.with("tie_word_embeddings", false).config(), precision)).isEqualTo(bytes);
    }

}
