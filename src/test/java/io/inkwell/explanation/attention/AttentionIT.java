package io.inkwell.explanation.attention;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.GoldenFiles;
import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@InkwellService
class AttentionIT {

    private static final String PATH = "/v1/explain/attention";

    private final ServiceClient service;

    AttentionIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    static List<JsonNode> goldenCases() {
        return GoldenFiles.cases().filter((each) -> each.has("attentions")).toList();
    }

    @ParameterizedTest
    @MethodSource("goldenCases")
    void modelViewMatchesTransformers(JsonNode golden) {
        JsonNode answer = attend("{\"prompt\": %s, \"view\": \"model\"}".formatted(golden.get("prompt")));

        assertThat(answer.get("tokens").findValues("id")).isEqualTo(golden.get("token_ids").values().stream().toList());
        assertThat(answer.get("layers").toString()).isEqualTo("[0,1,2,3]");
        assertThat(answer.get("heads").toString()).isEqualTo("[0,1,2,3,4,5]");
        assertClose(answer.get("attention"), golden.get("attentions"));
    }

    private static void assertClose(JsonNode found, JsonNode expected) {
        assertThat(found.size()).isEqualTo(expected.size());
        if (!expected.isArray()) {
            assertThat(found.doubleValue()).isEqualTo(expected.doubleValue(), within(1e-4));
        }
        for (int i = 0; i < expected.size(); i++) {
            assertClose(found.get(i), expected.get(i));
        }
    }

    @Test
    void headViewReturnsRequestedLayers() {
        JsonNode all = attend("{\"prompt\": \"Call me Ishmael.\", \"view\": \"model\"}").get("attention");
        JsonNode some = attend("{\"prompt\": \"Call me Ishmael.\", \"layers\": [3, 1], \"heads\": [5]}");

        assertThat(some.get("layers").toString()).isEqualTo("[1,3]");
        assertThat(some.get("attention").get(1).get(0)).isEqualTo(all.get(3).get(5));
        assertThat(attend("{\"prompt\": \"Call me Ishmael.\"}").get("attention").get(0)).isEqualTo(all.get(0));
    }

    @Test
    void neuronViewProductsSumToRawScores() {
        JsonNode answer = attend("""
                {"prompt": "Call me Ishmael.", "view": "neuron", "layers": [2], "heads": [4], "stages": ["raw"]}""");

        for (int query = 0; query < 8; query++) {
            for (int key = 0; key < 8; key++) {
                double sum = answer.at("/products/0/0/" + query + "/" + key)
                    .valueStream()
                    .mapToDouble(JsonNode::doubleValue)
                    .sum();
                assertThat(sum).isEqualTo(answer.at("/raw/0/0/" + query + "/" + key).doubleValue(), within(1e-3));
                assertThat(answer.at("/products/0/0/%d/%d/7".formatted(query, key)).doubleValue())
                    .isEqualTo(answer.at("/queries/0/0/%d/7".formatted(query)).doubleValue()
                            * answer.at("/keys/0/0/%d/7".formatted(key)).doubleValue(), within(1e-3));
            }
        }
    }

    @Test
    void neuronViewOmitsProductsOnRequest() {
        String neuron = "{\"prompt\": \"Call me Ishmael.\", \"view\": \"neuron\", \"layers\": [2], \"heads\": [4]";
        JsonNode all = attend(neuron + "}");
        JsonNode answer = attend(neuron + ", \"products\": false}");

        assertThat(answer.has("products")).isFalse();
        assertThat(answer.get("queries")).isEqualTo(all.get("queries"));
        assertThat(answer.get("keys")).isEqualTo(all.get("keys"));
    }

    @Test
    void stagesAreConsistent() {
        JsonNode answer = attend("""
                {"prompt": "Call me Ishmael.", "stages": ["raw", "scaled", "masked", "softmax"], "heads": [1]}""");

        assertThat(answer.at("/scaled/0/0/1/5").doubleValue())
            .isEqualTo(answer.at("/raw/0/0/1/5").doubleValue() / Math.sqrt(32), within(1e-4));
        assertThat(answer.at("/masked/0/0/1/5").isNull()).isTrue();
        assertThat(answer.at("/masked/0/0/5/1")).isEqualTo(answer.at("/scaled/0/0/5/1"));
        assertThat(answer.at("/attention/0/0/1/5").intValue()).isZero();
        double odds = Math.exp(answer.at("/masked/0/0/1/1").doubleValue() - answer.at("/masked/0/0/1/0").doubleValue());
        assertThat(answer.at("/attention/0/0/1/1").doubleValue()).isEqualTo(odds / (1 + odds), within(1e-4));
    }

    @Test
    void combinesHeadsAndHidesTheFirstToken() {
        JsonNode heads = attend("{\"prompt\": \"Call me\"}").at("/attention/0");
        JsonNode mean = attend("{\"prompt\": \"Call me\", \"combine\": \"mean\", \"hide_first_token\": true}");

        assertThat(mean.at("/attention/0").size()).isOne();
        assertThat(mean.at("/attention/0/0/2/0").intValue()).isZero();
        assertThat(mean.at("/attention/0/0/2/1").doubleValue()).isEqualTo(
                heads.valueStream().mapToDouble((head) -> head.at("/2/1").doubleValue()).average().orElseThrow(),
                within(2e-5));
    }

    @Test
    void compactEncodingsEqualJson() {
        JsonNode numbers = attend("{\"prompt\": \"Call me\"}").at("/attention/0/2");
        FloatBuffer floats = bytes("f32").order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        ByteBuffer shares = bytes("u8");

        assertThat(floats.remaining()).isEqualTo(9);
        assertThat(shares.remaining()).isEqualTo(6);
        for (int query = 0; query < 3; query++) {
            for (int key = 0; key <= query; key++) {
                double expected = numbers.get(query).get(key).doubleValue();
                assertThat(floats.get(3 * query + key)).isEqualTo((float) expected, within(1e-5f));
                assertThat(Byte.toUnsignedInt(shares.get()) / 255.0).isEqualTo(expected, within(0.5 / 255 + 1e-5));
            }
        }
    }

    private ByteBuffer bytes(String encoding) {
        JsonNode answer = attend("{\"prompt\": \"Call me\", \"encoding\": \"%s\"}".formatted(encoding));
        return ByteBuffer.wrap(Base64.getDecoder().decode(answer.at("/attention/0/2").stringValue()));
    }

    /** The response has the fields that bertviz 1.4 reads. */
    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    head   | 1  | {"attention": [{"name": null, "attn": 0, "left_text": 0, "right_text": 0}], "default_filter": "0", "root_div_id": 0, "layer": null, "heads": null, "include_layers": [0, 1, 2, 3]}
                    head   | 40 | {"attention": [{"name": null, "attn": 0, "left_text": 0, "right_text": 0}], "default_filter": "0", "root_div_id": 0, "layer": null, "heads": null, "include_layers": [0, 1, 2, 3]}
                    model  | 8  | {"attention": [{"name": null, "attn": 0, "left_text": 0, "right_text": 0}], "default_filter": "0", "root_div_id": 0, "display_mode": "dark", "include_layers": [0, 1, 2, 3], "include_heads": [0, 1, 2, 3, 4, 5], "total_heads": 6}
                    neuron | 8  | {"attention": {"all": {"attn": 0, "queries": 0, "keys": 0, "left_text": 0, "right_text": 0}}, "default_filter": "all", "root_div_id": 0, "bidirectional": false, "display_mode": "dark", "layer": null, "head": null}
                    """)
    void returnsAllParametersOfBertvizScripts(String view, int length, String shape) {
        String prompt = prompt(length);
        JsonNode params = attend("""
                {"prompt": %s, "view": "%s", "format": "bertviz"}""".formatted(prompt, view));
        JsonNode answer = attend("{\"prompt\": %s, \"view\": \"model\"}".formatted(prompt));
        JsonNode shown = params.path(view.equals("neuron") ? "attention" : "none").path("all");
        JsonNode attention = shown.isMissingNode() ? params.at("/attention/0") : shown;

        assertThat(params.get("root_div_id").stringValue()).matches("bertviz-[0-9a-f]{32}");
        assertThat(attention.get("attn")).isEqualTo(answer.get("attention"));
        assertThat(attention.get("left_text").size()).isEqualTo(length);
        assertThat(attention.get("right_text")).isEqualTo(attention.get("left_text"));
        assertThat(blanked(params)).isEqualTo(JsonMapper.shared().readTree(shape));
    }

    private static String prompt(int length) {
        StringBuilder ids = new StringBuilder("[35");
        for (int i = 1; i < length; i++) {
            ids.append(", ").append(300 + i);
        }
        return ids.append(']').toString();
    }

    private static JsonNode blanked(JsonNode params) {
        for (String field : List.of("attn", "queries", "keys", "left_text", "right_text", "root_div_id")) {
            params.findParents(field).forEach((parent) -> ((ObjectNode) parent).put(field, 0));
        }
        return params;
    }

    @Test
    void bertvizFormatDecodesSpaces() {
        JsonNode params = attend("{\"prompt\": \"Call me\\n\", \"format\": \"bertviz\"}");

        assertThat(params.at("/attention/0/left_text").toString()).isEqualTo("[\"C\",\"all\",\" me\",\"Ċ\"]");
    }

    @Test
    void rejectsTooLargeResponse() {
        Answer answer = this.service.post(PATH, "{\"prompt\": %s, \"view\": \"model\"}".formatted(prompt(500)));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.error().get("message").stringValue()).isEqualTo(
                "the response would contain 6000000 numbers, but the limit is 4194304 (inkwell.explain.max-numbers): "
                        + "request fewer layers, heads, stages or tokens");
    }

    private JsonNode attend(String body) {
        return this.service.ask(PATH, body);
    }

}
