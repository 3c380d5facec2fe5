package io.inkwell.model.program;

import java.io.IOException;
import java.util.List;

import ai.djl.Model;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.model.Deviation;
import io.inkwell.model.Feed;
import io.inkwell.model.Golden;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.checkpoint.RandomCheckpoint;
import io.inkwell.model.step.Gpt2Predictor;
import io.inkwell.model.step.KvCacheSize;
import io.inkwell.model.step.MixedStep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Runs the program with dense matrices, as on a GPU, on the CPU, and compares it with
 * results in float32.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DenseProgramIT {

    private Checkpoint checkpoint;

    private Gpt2Predictor float16;

    private Gpt2Predictor bfloat16;

    private List<Model> models;

    @BeforeAll
    void load() throws IOException {
        this.checkpoint = Checkpoint.open(EmbeddedCheckpoint.FOLDER);
        this.models = List.of(Gpt2Program.loadDense(this.checkpoint, WeightOptions.of(Precision.FLOAT16)),
                Gpt2Program.loadDense(this.checkpoint, WeightOptions.of(Precision.BFLOAT16)));
        KvCacheSize slot = KvCacheSize.ofWholeSlots(1, this.checkpoint.config().maxPositions());
        this.float16 = new Gpt2Predictor(this.models.get(0), this.checkpoint.config(), slot);
        this.bfloat16 = new Gpt2Predictor(this.models.get(1), this.checkpoint.config(), slot);
    }

    @AfterAll
    void close() throws IOException {
        this.float16.close();
        this.bfloat16.close();
        this.models.forEach(Model::close);
        this.checkpoint.close();
    }

    static List<Golden> cases() {
        return Golden.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void float16LogitsAreCloseToFloat32Reference(Golden golden) {
        assertThat(topLogits(this.float16, golden)).containsExactly(golden.topLogits(), Offset.offset(2e-2f));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bfloat16LogitsAreCloseToFloat32Reference(Golden golden) {
        assertThat(topLogits(this.bfloat16, golden)).containsExactly(golden.topLogits(), Offset.offset(0.2f));
    }

    /** One of each kind: computed in float16, computed in float32, with parameters. */
    @ParameterizedTest
    @ValueSource(strings = { "gelu_new", "relu", "silu", "laplace", "prelu", "xielu" })
    void stepsOfSeveralSequencesAreCloseToFloat32(String activation) throws IOException {
        try (Checkpoint random = RandomCheckpoint.tiny().with("activation_function", activation).open()) {
            float[] expected = MixedStep
                .runSeveral(Gpt2Program.loadPortable(random, WeightOptions.of(Precision.FLOAT32)), random.config());
            assertThat(Deviation.largest(dense(random, Precision.FLOAT32), expected)).isLessThan(1e-6);
            assertThat(Deviation.largest(dense(random, Precision.FLOAT16), expected)).isBetween(1e-6, 5e-3);
            assertThat(Deviation.largest(dense(random, Precision.BFLOAT16), expected)).isBetween(1e-5, 5e-2);
        }
    }

    @Test
    void rejectsInt8() {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> Gpt2Program.loadDense(this.checkpoint, WeightOptions.of(Precision.INT8)))
            .withMessage("precision must be float32, float16 or bfloat16 on a GPU; given: int8");
    }

    private static float[] dense(Checkpoint checkpoint, Precision precision) throws IOException {
        return MixedStep.runSeveral(Gpt2Program.loadDense(checkpoint, WeightOptions.of(precision)),
                checkpoint.config());
    }

    private static float[] topLogits(Gpt2Predictor predictor, Golden golden) {
        float[] logits = Feed.tokens(predictor, 0, 0, golden.tokenIds());
        float[] top = new float[golden.topIds().length];
        for (int i = 0; i < top.length; i++) {
            top[i] = logits[golden.topIds()[i]];
        }
        return top;
    }

}
