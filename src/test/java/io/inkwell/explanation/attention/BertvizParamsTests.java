package io.inkwell.explanation.attention;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.model.introspection.Attention;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares with the parameters that bertviz generates from the same tensors. */
class BertvizParamsTests {

    private static final Offset<Double> TOLERANCE = Offset.offset(1e-5);

    static List<JsonNode> cases() {
        try (InputStream json = BertvizParamsTests.class.getResourceAsStream("bertviz.json")) {
            return JsonMapper.shared().readTree(json).get("cases").valueStream().toList();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void equalsParametersOfBertviz(JsonNode given) {
        JsonNode expected = given.get("params");
        JsonNode tensors = expected.at("/attention/all").isMissingNode() ? expected.at("/attention/0")
                : expected.at("/attention/all");
        JsonNode scores = tensors.get("attn");
        int[] layers = indices(expected.path("include_layers"), scores.size());
        int[] heads = indices(expected.path("include_heads"), scores.get(0).size());
        int numTokens = scores.get(0).get(0).size();
        int headSize = tensors.at("/queries/0/0/0").size();
        Attention attention = new Attention(layers.length, heads.length, numTokens, headSize, numbers(scores),
                numbers(tensors.path("queries")), numbers(tensors.path("keys")));
        List<String> spellings = given.get("spellings").valueStream().map(JsonNode::stringValue).toList();

        byte[] json = new BertvizParams(AttentionView.valueOf(given.get("view").stringValue()), attention, spellings,
                layers, heads, given.get("total_heads").intValue(), expected.get("root_div_id").stringValue())
            .toJson(JsonMapper.shared());

        assertAlike(JsonMapper.shared().readTree(json), expected);
    }

    private static int[] indices(JsonNode given, int size) {
        return given.isArray() ? given.valueStream().mapToInt(JsonNode::intValue).toArray()
                : IntStream.range(0, size).toArray();
    }

    private static float[] numbers(JsonNode tensor) {
        List<Float> numbers = new ArrayList<>();
        collect(tensor, numbers);
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.get(i);
        }
        return values;
    }

    private static void collect(JsonNode tensor, List<Float> numbers) {
        if (tensor.isNumber()) {
            numbers.add(tensor.floatValue());
        }
        tensor.forEach((part) -> collect(part, numbers));
    }

    private static void assertAlike(JsonNode actual, JsonNode expected) {
        if (expected.isNumber()) {
            assertThat(actual.doubleValue()).isCloseTo(expected.doubleValue(), TOLERANCE);
        }
        else if (expected.isContainer()) {
            assertThat(actual.getNodeType()).isEqualTo(expected.getNodeType());
            assertThat(actual.propertyNames()).hasSameElementsAs(expected.propertyNames());
            assertThat(actual.size()).isEqualTo(expected.size());
            for (int i = 0; i < expected.size() && expected.isArray(); i++) {
                assertAlike(actual.get(i), expected.get(i));
            }
            expected.propertyStream().forEach((field) -> assertAlike(actual.get(field.getKey()), field.getValue()));
        }
        else {
            assertThat(actual).isEqualTo(expected);
        }
    }

}
