package io.inkwell.explanation.distribution;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.explanation.Decoded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@InkwellService
class LensIT {

    private static final String PATH = "/v1/explain/logit-lens";

    private final ServiceClient service;

    LensIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void lastDepthMatchesCompletion() {
        JsonNode lens = this.service.ask(PATH, "{\"prompt\": \"Call me Ishmael.\", \"top\": 3}");
        JsonNode cell = lens.at("/cells/4/7");
        JsonNode top = this.service.complete("""
                {"prompt": "Call me Ishmael.", "max_tokens": 1, "logprobs": 3, "temperature": 0}""")
            .at("/choices/0/logprobs/top_logprobs/0");

        assertThat(cell.get("top").size()).isEqualTo(3);
        cell.get("top")
            .forEach((each) -> assertThat(Math.log(each.get("p").doubleValue()))
                .isEqualTo(top.required(each.get("text").stringValue()).doubleValue(), within(1e-3)));
        assertThat(cell.get("rank").intValue()).isOne();
        assertThat(cell.get("kl").doubleValue()).isEqualTo(0, within(1e-5));
        assertThat(lens.at("/answers/7")).isEqualTo(answerOf(cell));
    }

    private static JsonNode answerOf(JsonNode cell) {
        return ((ObjectNode) cell.at("/top/0").deepCopy()).retain("id", "text");
    }

    @Test
    void hasCellForEveryDepthAndToken() {
        JsonNode lens = this.service.ask(PATH, "{\"prompt\": \"Call me Ishmael.\", \"top\": 1}");

        assertThat(lens.get("depths").toString()).isEqualTo("[0,1,2,3,4]");
        assertThat(lens.get("tokens").size()).isEqualTo(8);
        assertThat(lens.get("cells").size()).isEqualTo(5);
        assertThat(lens.get("cells").values()).allSatisfy((row) -> assertThat(row.size()).isEqualTo(8));
        lens.get("cells").forEach((row) -> row.forEach((cell) -> {
            double likeliest = cell.at("/top/0/p").doubleValue();
            if (cell.get("rank").intValue() == 1) {
                assertThat(cell.get("p").doubleValue()).isEqualTo(likeliest, within(1e-6));
            }
            else {
                assertThat(cell.get("p").doubleValue()).isLessThan(likeliest);
            }
        }));
    }

    /** More tokens than one step of the lens computes. */
    @Test
    void arraysEqualCells() {
        String fields = "\"prompt\": " + IntStream.range(0, 130).map((i) -> i * 31 % 4000).boxed().toList()
                + ", \"top\": 3, \"watch\": [759, 14]";
        JsonNode cells = this.service.ask(PATH, "{" + fields + "}");
        JsonNode arrays = this.service.ask(PATH, "{" + fields + ", \"encoding\": \"f32\"}");

        for (String field : List.of("model", "tokens", "depths", "answers", "watched")) {
            assertThat(arrays.get(field)).isEqualTo(cells.get(field));
        }
        List<JsonNode> inOrder = cells.get("cells").valueStream().flatMap(JsonNode::valueStream).toList();
        assertFloats(arrays.get("p"), inOrder.stream().map((cell) -> cell.get("p")));
        assertFloats(arrays.get("kl"), inOrder.stream().map((cell) -> cell.get("kl")));
        assertInts(arrays.get("rank"), inOrder.stream().map((cell) -> cell.get("rank")));
        assertFloats(arrays.get("top_logits"), each(inOrder, "top", "logit"));
        assertFloats(arrays.get("top_p"), each(inOrder, "top", "p"));
        assertInts(arrays.get("top_ids"), each(inOrder, "top", "id"));
        assertFloats(arrays.get("watched_p"), each(inOrder, "watched", "p"));
        assertInts(arrays.get("watched_rank"), each(inOrder, "watched", "rank"));
        inOrder.forEach((cell) -> cell.get("top")
            .forEach(
                    (top) -> assertThat(arrays.get("texts").get(top.get("id").toString())).isEqualTo(top.get("text"))));
    }

    private static Stream<JsonNode> each(List<JsonNode> cells, String list, String field) {
        return cells.stream().flatMap((cell) -> cell.get(list).valueStream()).map((each) -> each.get(field));
    }

    private static void assertFloats(JsonNode base64, Stream<JsonNode> expected) {
        float[] values = Decoded.floats(base64);
        List<JsonNode> numbers = expected.toList();
        assertThat(values).hasSize(numbers.size()).isNotEmpty();
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isEqualTo(numbers.get(i).floatValue());
        }
    }

    private static void assertInts(JsonNode base64, Stream<JsonNode> expected) {
        assertThat(Decoded.ints(base64)).isNotEmpty().isEqualTo(expected.mapToInt(JsonNode::intValue).toArray());
    }

    @Test
    void reportsWatchedTokens() {
        JsonNode lens = this.service.ask(PATH, "{\"prompt\": \"Call me\", \"top\": 1, \"watch\": [759, 14]}");
        int likeliest = lens.at("/cells/2/1/top/0/id").intValue();
        JsonNode watched = this.service.ask(PATH,
                "{\"prompt\": \"Call me\", \"top\": 1, \"watch\": [%d]}".formatted(likeliest));

        assertThat(lens.at("/watched/0/text").stringValue()).isEqualTo(" Is");
        assertThat(lens.at("/cells/0/0/watched").size()).isEqualTo(2);
        assertThat(watched.at("/cells/2/1/watched/0/rank").intValue()).isOne();
        assertThat(watched.at("/cells/2/1/watched/0/p")).isEqualTo(watched.at("/cells/2/1/top/0/p"));
    }

}
