package io.inkwell.model.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.inkwell.model.checkpoint.Activation;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.Gpt2Config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class InitialWeightsTests {

    private static final Gpt2Config CONFIG = new Gpt2Config(500, 64, 64, 2, 4, 256, 1e-5, Activation.GELU_TANH, true,
            false, true, Set.of(0), OptionalInt.of(0));

    @TempDir
    private Path folder;

    /** The deviations of {@code GPT2PreTrainedModel._init_weights} for two layers. */
    @ParameterizedTest
    @CsvSource({ "wte.weight, 0.02", "wpe.weight, 0.02", "h.0.attn.c_attn.weight, 0.02", "h.1.attn.c_proj.weight, 0.01",
            "h.0.mlp.c_fc.weight, 0.02", "h.1.mlp.c_proj.weight, 0.01" })
    void matricesAreNormallyDistributed(String weight, double deviation) throws IOException {
        float[] values = values(42, weight);

        double mean = 0;
        double square = 0;
        int numWithinOneDeviation = 0;
        for (float value : values) {
            mean += value;
            square += value * value;
            numWithinOneDeviation += (Math.abs(value) < deviation) ? 1 : 0;
        }
        // Four standard errors of each figure.
        double n = values.length;
        assertThat(mean / n).isCloseTo(0, within(4 * deviation / Math.sqrt(n)));
        assertThat(Math.sqrt(square / n)).isCloseTo(deviation, within(4 * deviation / Math.sqrt(2 * n)));
        assertThat(numWithinOneDeviation / n).isCloseTo(0.6827, within(4 * Math.sqrt(0.6827 * 0.3173 / n)));
    }

    @ParameterizedTest
    @CsvSource({ "h.0.ln_1.weight, 1", "h.1.ln_2.weight, 1", "ln_f.weight, 1", "ln_f.bias, 0",
            "h.0.attn.c_attn.bias, 0", "h.1.mlp.c_proj.bias, 0" })
    void normsAreOneAndBiasesZero(String weight, float value) throws IOException {
        assertThat(values(42, weight)).containsOnly(value);
    }

    @Test
    void dependOnTheSeed() throws IOException {
        assertThat(values(1, "wte.weight")).isEqualTo(values(1, "wte.weight")).isNotEqualTo(values(2, "wte.weight"));
        assertThat(values(1, "h.0.attn.c_attn.weight")).isNotEqualTo(values(1, "h.1.attn.c_attn.weight"));
    }

    private float[] values(long seed, String weight) throws IOException {
        Files.write(this.folder.resolve("config.json"), CONFIG.write());
        InitialWeights.write(CONFIG, seed, this.folder.resolve("model.safetensors"));
        try (Checkpoint checkpoint = Checkpoint.open(this.folder)) {
            assertThat(checkpoint.config()).isEqualTo(CONFIG);
            return checkpoint.values(weight, 0, (int) checkpoint.info(weight).numElements());
        }
    }

}
