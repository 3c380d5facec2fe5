package io.inkwell.model.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.model.Feed;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.program.WeightOptions;
import io.inkwell.model.step.Gpt2Predictor;

import static io.inkwell.JsonNumbers.floats;
import static io.inkwell.JsonNumbers.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Compares variants of one small network with logits of transformers, recorded by
 * {@code record.py} in the resources.
 */
class CheckpointVariantsIT {

    private static final JsonNode EXPECTED = JsonMapper.shared().readTree(resource("logits.json"));

    private static final int[] TOKENS = ints(EXPECTED.path("tokens"));

    static Stream<Arguments> activations() {
        return EXPECTED.path("activations")
            .propertyStream()
            .flatMap((each) -> Stream.of(Precision.values())
                .map((precision) -> Arguments.of(each.getKey(), precision, floats(each.getValue()))));
    }

    @ParameterizedTest
    @MethodSource("activations")
    void activationsMatchTransformers(String activation, Precision precision, float[] expected) throws IOException {
        byte[] weights = resource("model.safetensors");

        assertThat(logits(config(activation), weights, precision)).containsExactly(expected, tolerance(precision));
    }

    @Test
    void supportsEveryActivationOfTransformers() {
        assertThat(Activation.allConfigNames())
            .containsExactlyInAnyOrderElementsOf(EXPECTED.path("activations").propertyNames());
    }

    static Stream<Arguments> types() {
        return EXPECTED.path("types")
            .propertyStream()
            .flatMap((each) -> Stream.of(Precision.values())
                .map((precision) -> Arguments.of(ElementType.valueOf(each.getKey()), precision,
                        floats(each.getValue()))));
    }

    @ParameterizedTest
    @MethodSource("types")
    void weightsOfEveryDtypeMatchTransformers(ElementType type, Precision precision, float[] expected)
            throws IOException {
        assertThat(logits(config("gelu_new"), withType(type), precision)).containsExactly(expected,
                tolerance(precision));
    }

    @ParameterizedTest
    @EnumSource(names = { "F32", "F16", "BF16", "F64" })
    void rejectsNonFiniteWeightsByName(ElementType type) throws IOException {
        for (float bad : new float[] { Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY }) {
            RandomCheckpoint broken = RandomCheckpoint.tiny().withType(type);
            SafetensorsBuilder writer = new SafetensorsBuilder();
            broken.weights().forEach((name, values) -> {
                if (name.equals("h.1.mlp.c_fc.bias")) {
                    values[17] = bad;
                }
                writer.add(name, type, broken.shape(name), values);
            });

            assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> logits(broken.config(), writer.toBytes(), Precision.FLOAT32))
                .withMessageStartingWith(
                        "test: tensor \"h.1.mlp.c_fc.bias\" must contain only finite values; found: " + bad);
        }
    }

    @Test
    void rejectsWeightsThatOverflowHalfPrecision() throws IOException {
        RandomCheckpoint large = RandomCheckpoint.tiny();
        byte[] weights = withNumber(large, "h.0.attn.c_proj.weight", -70_000);

        assertThat(logits(large.config(), weights, Precision.FLOAT32)).doesNotContain(Float.NaN);
        assertThat(logits(large.config(), weights, Precision.INT8)).doesNotContain(Float.NaN);
        assertThatExceptionOfType(CheckpointException.class)
            .isThrownBy(() -> logits(large.config(), weights, Precision.FLOAT16))
            .withMessage("test: tensor \"h.0.attn.c_proj.weight\" must be at most 65504.0 for precision float16; "
                    + "found: 70000.0. Use precision float32");
    }

    @Test
    void rejectsUntiedHeadThatOverflowsHalfPrecision() throws IOException {
        RandomCheckpoint large = RandomCheckpoint.tiny().with("tie_word_embeddings", false);
        byte[] weights = withNumber(large, "lm_head.weight", 70_000);

        assertThat(logits(large.config(), weights, Precision.INT8)).doesNotContain(Float.NaN);
        for (Precision precision : List.of(Precision.FLOAT16, Precision.BFLOAT16)) {
            assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> logits(large.config(), weights, precision))
                .withMessageStartingWith("test: tensor \"lm_head.weight\" must be at most 65504.0 for precision ");
        }
    }

    @Test
    void checkCanBeDisabled() throws IOException {
        RandomCheckpoint broken = RandomCheckpoint.tiny();
        SafetensorsBuilder writer = new SafetensorsBuilder();
        broken.weights().forEach((name, values) -> {
            values[0] = name.equals("ln_f.bias") ? Float.NaN : values[0];
            writer.add(name, ElementType.F32, broken.shape(name), values);
        });

        assertThat(logits(broken.config(), writer.toBytes(), new WeightOptions(Precision.FLOAT32, false)))
            .contains(Float.NaN);
    }

    private static byte[] withNumber(RandomCheckpoint checkpoint, String weight, float number) {
        SafetensorsBuilder writer = new SafetensorsBuilder();
        checkpoint.weights().forEach((name, values) -> {
            if (name.equals(weight)) {
                values[3] = number;
            }
            writer.add(name, ElementType.F32, checkpoint.shape(name), values);
        });
        return writer.toBytes();
    }

    private static byte[] withType(ElementType type) throws IOException {
        Gpt2Config config = config("gelu_new");
        SafetensorsBuilder writer = new SafetensorsBuilder();
        try (Checkpoint checkpoint = checkpoint(config, resource("model.safetensors"))) {
            for (String name : checkpoint.weightNames()) {
                TensorInfo info = checkpoint.info(name);
                writer.add(name, type, info.shape(),
                        rounded(type, checkpoint.values(name, 0, (int) info.numElements())));
            }
        }
        return writer.toBytes();
    }

    // The writer truncates, whereas PyTorch rounds to nearest even.
    private static float[] rounded(ElementType type, float[] values) {
        if (type != ElementType.BF16) {
            return values;
        }
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int bits = Float.floatToIntBits(values[i]);
            rounded[i] = Float.intBitsToFloat(bits + 0x7FFF + ((bits >>> 16) & 1));
        }
        return rounded;
    }

    private static float[] logits(Gpt2Config config, byte[] weights, Precision precision) throws IOException {
        return logits(config, weights, WeightOptions.of(precision));
    }

    private static float[] logits(Gpt2Config config, byte[] weights, WeightOptions options) throws IOException {
        try (Checkpoint checkpoint = checkpoint(config, weights);
                Gpt2Model model = Gpt2Model.load(checkpoint, options);
                Gpt2Predictor predictor = model.newPredictor(1)) {
            return Feed.tokens(predictor, 0, 0, TOKENS);
        }
    }

    private static Checkpoint checkpoint(Gpt2Config config, byte[] weights) throws IOException {
        return Checkpoint.of(config, SafetensorsFile.wrap("test", ByteBuffer.wrap(weights)));
    }

    private static Gpt2Config config(String activation) throws CheckpointException {
        Map<String, Object> fields = new LinkedHashMap<>(RandomCheckpoint.tiny().fields());
        fields.put("activation_function", activation);
        return Gpt2Config.read(JsonMapper.shared().writeValueAsBytes(fields));
    }

    private static Offset<Float> tolerance(Precision precision) {
        return Offset.offset(switch (precision) {
            case FLOAT32 -> 1e-4f;
            case FLOAT16 -> 3e-2f;
            case BFLOAT16 -> 0.3f;
            case INT8 -> 0.6f;
        });
    }

    private static byte[] resource(String name) {
        try (InputStream stream = CheckpointVariantsIT.class.getResourceAsStream("variants/" + name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        }
        catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

}
