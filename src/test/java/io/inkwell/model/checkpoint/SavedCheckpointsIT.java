package io.inkwell.model.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.model.Feed;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.program.WeightOptions;
import io.inkwell.model.step.Gpt2Predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Compares checkpoint folders in common layouts with results of transformers 5.18,
 * printed by {@code src/test/python/saved_checkpoints.py}.
 */
class SavedCheckpointsIT {

    private static final float[] TIED = { -2.86369f, -0.60539f, 2.61789f };

    private static final float[] UNTIED = { 2.85793f, 0.40088f, -2.69517f };

    private static final float[] SCALED = { -2.86400f, -0.60348f, 2.61898f };

    private static final float[] UNSCALED = { -2.83695f, -0.74380f, 2.53496f };

    private static final float[] EPSILON_0 = { -2.86369f, -0.60537f, 2.61791f };

    private static final float[] EPSILON_1_5 = { 1.87580f, 1.49495f, -1.26884f };

    private static final float[] ONE_LAYER = { -2.67369f, 0.88448f, 3.03280f };

    @TempDir
    private Path folder;

    static Stream<Arguments> configs() {
        return Stream.of(arguments(FormulaCheckpoint.tied(), TIED),
                arguments(FormulaCheckpoint.tied().set("model_type", "gpt-sw3"), TIED),
                arguments(FormulaCheckpoint.tied()
                    .rename("n_embd", "hidden_size")
                    .rename("n_layer", "num_hidden_layers")
                    .rename("n_head", "num_attention_heads")
                    .rename("n_positions", "max_position_embeddings"), TIED),
                arguments(FormulaCheckpoint.tied().set("hidden_size", 16).set("n_embd", 32), TIED),
                arguments(FormulaCheckpoint.tied().set("reorder_and_upcast_attn", true), TIED),
                arguments(FormulaCheckpoint.tied()
                    .set("reorder_and_upcast_attn", true)
                    .set("scale_attn_by_inverse_layer_idx", true), SCALED),
                arguments(FormulaCheckpoint.tied().set("scale_attn_by_inverse_layer_idx", true), SCALED),
                arguments(FormulaCheckpoint.tied().set("scale_attn_weights", false), UNSCALED),
                arguments(FormulaCheckpoint.tied().set("layer_norm_epsilon", 0), EPSILON_0),
                arguments(FormulaCheckpoint.tied().set("layer_norm_epsilon", 1.5), EPSILON_1_5),
                arguments(FormulaCheckpoint.tied().set("n_layer", 1), ONE_LAYER),
                arguments(FormulaCheckpoint.tied().set("architectures", List.of("GPT2DoubleHeadsModel")), TIED));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void readsConfigsAsTransformersDoes(FormulaCheckpoint checkpoint, float[] expected) throws IOException {
        assertComputes(checkpoint.writeTo(this.folder), expected);
    }

    static Stream<Arguments> weights() {
        String head = FormulaCheckpoint.HEAD;
        String embedding = FormulaCheckpoint.EMBEDDING;
        return Stream.of(arguments(FormulaCheckpoint.tied().bare(), TIED),
                arguments(FormulaCheckpoint.tied().move(embedding, head), TIED),
                arguments(FormulaCheckpoint.tied().move(embedding, head).bare(), TIED),
                arguments(FormulaCheckpoint.tied().copy(embedding, head), TIED),
                arguments(new FormulaCheckpoint(), UNTIED), arguments(new FormulaCheckpoint().bare(), UNTIED),
                arguments(new FormulaCheckpoint().set("tie_word_embeddings", true), UNTIED),
                arguments(new FormulaCheckpoint().set("tie_word_embeddings", false), UNTIED),
                arguments(new FormulaCheckpoint().move(head, "transformer." + head), UNTIED),
                arguments(
                        FormulaCheckpoint.tied()
                            .set("add_cross_attention", true)
                            .add("transformer.h.0.crossattention.c_attn.weight", List.of(16L, 32L), new float[512]),
                        TIED));
    }

    @ParameterizedTest
    @MethodSource("weights")
    void readsWeightsAsTransformersDoes(FormulaCheckpoint checkpoint, float[] expected) throws IOException {
        assertComputes(checkpoint.writeTo(this.folder), expected);
    }

    @Test
    void readsTheJsonThatPythonWrites() throws IOException {
        String json = JsonMapper.shared().writeValueAsString(RandomCheckpoint.tiny().fields());
        String other = ", \"attn_pdrop\": NaN, \"note\": Infinity, \"n_layer\": 5, \"n_layer\": 2}";
        FormulaCheckpoint.tied().writeTo(this.folder, json.substring(0, json.length() - 1) + other);
        assertComputes(this.folder, TIED);
    }

    private static void assertComputes(Path folder, float[] expected) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(folder);
                Gpt2Model model = Gpt2Model.load(checkpoint, WeightOptions.of(Precision.FLOAT32));
                Gpt2Predictor predictor = model.newPredictor(1)) {
            float[] logits = Feed.tokens(predictor, 0, 0, 1, 2, 3, 4, 5);
            assertThat(Arrays.copyOf(logits, expected.length)).containsExactly(expected, Offset.offset(2e-5f));
        }
    }

}
