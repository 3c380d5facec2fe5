package io.inkwell.openai;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;

@InkwellService
class CompletionsIT {

    private final ServiceClient service;

    CompletionsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"\"", "\"It is a truth universally acknowledged\"", "\"naïve “Größe” — 🙂👩‍👩‍👧\"",
            "\"日本語のテキスト\"", "\"line\\n\\nline\\t\\u0000\"", "\"half an emoji \\ud83d\"",
            "[\"Call me\", \"🐳 In the beginning\", \"\"]", "[5, 6, 7]", "[[300], [4095, 0, 17]]", "null", "[]" })
    void streamsTheSameTextAsAWholeResponse(String prompt) {
        String body = "{\"prompt\": %s, \"seed\": 11, \"n\": 3, \"max_tokens\": 40, \"stream\": %s}";

        SortedMap<Integer, String> whole = texts(this.service.complete(body.formatted(prompt, false)));
        SortedMap<Integer, String> streamed = texts(this.service.stream(body.formatted(prompt, true)));

        assertThat(streamed).isEqualTo(whole);
        assertThat(whole.values()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void numbersChoicesPromptByPrompt(boolean stream) {
        String body = """
                {"prompt": ["a", "b"], "n": 3, "max_tokens": 2, "seed": 1, "stream": %s}""".formatted(stream);

        Set<Integer> indices = stream ? texts(this.service.stream(body)).keySet()
                : texts(this.service.complete(body)).keySet();

        assertThat(indices).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void completesEachPromptIndependently() {
        String body = "{\"prompt\": %s, \"temperature\": 0, \"max_tokens\": 24}";

        SortedMap<Integer, String> together = texts(
                this.service.complete(body.formatted("[\"Call me\", \"It is a truth\", [5, 6, 7]]")));

        assertThat(together.get(0)).isEqualTo(onlyText(body.formatted("\"Call me\"")));
        assertThat(together.get(1)).isEqualTo(onlyText(body.formatted("\"It is a truth\"")));
        assertThat(together.get(2)).isEqualTo(onlyText(body.formatted("[5, 6, 7]")));
    }

    @Test
    void setsFinishReasonOnTheLastChunkOfEachChoiceOnly() {
        List<JsonNode> choices = this.service
            .stream("{\"prompt\": [\"a\", \"b\"], \"n\": 2, \"max_tokens\": 12, \"stream\": true}")
            .stream()
            .map((event) -> event.path("choices").get(0))
            .toList();

        Set<Integer> finished = new HashSet<>();
        for (JsonNode choice : choices) {
            assertThat(finished).as("choices that ended before %s", choice)
                .doesNotContain(choice.path("index").intValue());
            assertThat(choice.has("finish_reason")).isTrue();
            if (!choice.path("finish_reason").isNull()) {
                finished.add(choice.path("index").intValue());
            }
        }
        assertThat(finished).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void returnsTheRandomSeed() {
        String body = "{\"prompt\": \"It is\", \"n\": 2, \"max_tokens\": 30%s}";
        JsonNode drawn = this.service.complete(body.formatted(""));
        long seed = drawn.path("inkwell").path("seed").longValue();

        JsonNode repeated = this.service.complete(body.formatted(", \"seed\": " + seed));

        assertThat(texts(repeated)).isEqualTo(texts(drawn));
        assertThat(repeated.path("inkwell").path("seed").longValue()).isEqualTo(seed);
        assertThat(texts(this.service.complete(body.formatted("")))).isNotEqualTo(texts(drawn));
    }

    @ParameterizedTest
    @ValueSource(longs = { Long.MIN_VALUE, -2, 0, Long.MAX_VALUE })
    void takesAnySeedOf64Bits(long seed) {
        JsonNode answer = this.service.complete("{\"max_tokens\": 1, \"seed\": %d}".formatted(seed));

        assertThat(answer.path("inkwell").path("seed").longValue()).isEqualTo(seed);
    }

    @Test
    void ignoresTheSeedAtTemperatureZero() {
        String body = "{\"prompt\": \"It is a truth\", \"temperature\": 0, \"max_tokens\": 30, \"seed\": %d}";

        assertThat(onlyText(body.formatted(1))).isEqualTo(onlyText(body.formatted(2)));
    }

    @Test
    void countsEachPromptOnceAndEveryChoice() {
        JsonNode usage = this.service
            .complete("{\"prompt\": [[5, 6, 7], [8]], \"n\": 3, \"max_tokens\": 7, \"ignore_eos\": true}")
            .path("usage");

        assertThat(usage.path("prompt_tokens").intValue()).isEqualTo(4);
        assertThat(usage.path("completion_tokens").intValue()).isEqualTo(42);
        assertThat(usage.path("total_tokens").intValue()).isEqualTo(46);
    }

    @Test
    void reportsCachedTokens() {
        String body = "{\"prompt\": [%s, %s], \"max_tokens\": 3, \"ignore_eos\": true}"
            .formatted(IntStream.range(900, 950).boxed().toList(), IntStream.range(1950, 1990).boxed().toList());
        this.service.complete(body);

        JsonNode usage = this.service.complete(body).path("usage");

        assertThat(usage.path("prompt_tokens").intValue()).isEqualTo(90);
        assertThat(usage.path("prompt_tokens_details").path("cached_tokens").intValue()).isEqualTo(49 + 39);
    }

    @Test
    void responseMatchesTheSpecification() {
        JsonNode answer = this.service.complete("{\"prompt\": \"It is\"}");

        assertThat(answer.propertyNames()).containsExactly("id", "object", "created", "model", "system_fingerprint",
                "choices", "usage", "inkwell");
        assertThat(answer.path("id").stringValue()).startsWith("cmpl-");
        assertThat(answer.path("object").stringValue()).isEqualTo("text_completion");
        assertThat(answer.path("created").longValue()).isPositive();
        assertThat(answer.path("system_fingerprint").stringValue()).matches("inkwell-.+-float32-cpu");
        assertThat(answer.path("choices").get(0).propertyNames()).containsExactly("index", "text", "logprobs",
                "finish_reason");
        assertThat(answer.path("choices").get(0).path("logprobs").isNull()).isTrue();
        assertThat(answer.path("usage").path("completion_tokens").intValue()).isBetween(1, 16);
        assertTimings(answer.path("inkwell"));
    }

    @Test
    void allEventsShareTheMetadataAndTheLastHasTimings() {
        List<JsonNode> events = this.service.stream("{\"prompt\": \"It is\", \"n\": 2, \"stream\": true}");
        JsonNode first = events.get(0);
        JsonNode last = events.get(events.size() - 1);

        assertThat(events).allSatisfy((event) -> {
            assertThat(event.path("id")).isEqualTo(first.path("id"));
            assertThat(event.path("created")).isEqualTo(first.path("created"));
            assertThat(event.path("model").stringValue()).isEqualTo("inkwell-demo");
        });
        assertThat(events.subList(0, events.size() - 1)).noneMatch((event) -> event.has("inkwell"));
        assertTimings(last.path("inkwell"));
    }

    @Test
    void emptyPromptStartsANewDocument() {
        String body = "{%s \"seed\": 5, \"max_tokens\": 20}";
        JsonNode missing = this.service.complete(body.formatted(""));

        assertThat(missing.path("usage").path("prompt_tokens").intValue()).isEqualTo(1);
        assertThat(List.of("null", "\"\"", "[]", "[\"\"]", "[[]]", "[0]"))
            .allSatisfy((prompt) -> assertThat(onlyText(body.formatted("\"prompt\": " + prompt + ",")))
                .isEqualTo(texts(missing).get(0)));
    }

    @Test
    void generatesUpToTheEndOfTheContext() {
        JsonNode answer = this.service.complete("{\"prompt\": [5], \"max_tokens\": 511, \"ignore_eos\": true}");

        assertThat(answer.path("usage").path("total_tokens").intValue()).isEqualTo(512);
        assertThat(answer.path("choices").get(0).path("finish_reason").stringValue()).isEqualTo("length");
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void stopsBeforeAStopStringAcrossTokenBoundaries(boolean stream) {
        String body = "{\"prompt\": \"It is a truth\", \"temperature\": 0, \"max_tokens\": 60%s}";
        String whole = onlyText(body.formatted(""));
        for (int start = 5; start < 25; start++) {
            String stop = whole.substring(start, start + 6);
            String stopping = body.formatted(", \"stop\": [\"never\", \"%s\"], \"stream\": %s"
                .formatted(stop.replace("\n", "\\n").replace("\"", "\\\""), stream));
            List<JsonNode> answers = stream ? this.service.stream(stopping) : List.of(this.service.complete(stopping));
            JsonNode end = answers.get(answers.size() - 1).path("choices").get(0);

            assertThat(texts(answers).get(0)).isEqualTo(whole.substring(0, whole.indexOf(stop)));
            assertThat(end.path("finish_reason").stringValue()).isEqualTo("stop");
            assertThat(end.path("stop_reason").stringValue()).isEqualTo(stop);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void stopsAtAStopTokenBeforeAnyText(boolean stream) {
        String body = "{\"stop_token_ids\": [7], \"allowed_token_ids\": [7], \"stream\": %s}".formatted(stream);

        List<JsonNode> answers = stream ? this.service.stream(body) : List.of(this.service.complete(body));
        JsonNode end = answers.get(answers.size() - 1).path("choices").get(0);

        assertThat(texts(answers)).containsExactly(Map.entry(0, ""));
        assertThat(end.path("finish_reason").stringValue()).isEqualTo("stop");
        assertThat(end.path("stop_reason").intValue()).isEqualTo(7);
    }

    private static void assertTimings(JsonNode inkwell) {
        assertThat(inkwell.propertyNames()).containsExactly("seed", "queue_ms", "prefill_ms", "decode_ms",
                "tokens_per_second");
        assertThat(inkwell.path("queue_ms").doubleValue()).isNotNegative();
        assertThat(inkwell.path("prefill_ms").doubleValue()).isPositive();
        assertThat(inkwell.path("decode_ms").doubleValue()).isPositive();
        assertThat(inkwell.path("tokens_per_second").doubleValue()).isPositive();
    }

    private String onlyText(String body) {
        return this.service.complete(body).path("choices").get(0).path("text").stringValue();
    }

    private static SortedMap<Integer, String> texts(JsonNode answer) {
        return texts(List.of(answer));
    }

    /** The text of each choice by index. */
    private static SortedMap<Integer, String> texts(List<JsonNode> answers) {
        SortedMap<Integer, String> texts = new TreeMap<>();
        for (JsonNode answer : answers) {
            for (JsonNode choice : answer.path("choices").values()) {
                texts.merge(choice.path("index").intValue(), choice.path("text").stringValue(), String::concat);
            }
        }
        return texts;
    }

}
