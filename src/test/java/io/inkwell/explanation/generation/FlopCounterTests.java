package io.inkwell.explanation.generation;

import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.inkwell.model.checkpoint.Activation;
import io.inkwell.model.checkpoint.Gpt2Config;

import static org.assertj.core.api.Assertions.assertThat;

class FlopCounterTests {

    private static final FlopCounter WORK = new FlopCounter(new Gpt2Config(100, 64, 8, 2, 2, 32, 1e-5,
            Activation.GELU_TANH, true, false, true, Set.of(), OptionalInt.empty()));

    // A layer's matrices: 8 x 24, 8 x 8, 8 x 32 and 32 x 8.
    private static final long MATRICES = 2 * (192 + 64 + 256 + 256);

    private static final long HEAD = 2 * 8 * 100;

    @Test
    void countsTwoOperationsPerWeightAndAttentionProduct() {
        assertThat(WORK.of(0, 1)).isEqualTo(2 * (MATRICES + 4 * 8) + HEAD);
        assertThat(WORK.of(4, 5)).isEqualTo(2 * (MATRICES + 5 * 4 * 8) + HEAD);
    }

    @Test
    void prefillEqualsSumOfDecodeStepsExceptForTheHead() {
        assertThat(WORK.of(0, 3)).isEqualTo(WORK.of(0, 1) + WORK.of(1, 2) + WORK.of(2, 3) - 2 * HEAD);
    }

}
