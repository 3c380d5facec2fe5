package io.inkwell.openai.responses;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;
import io.inkwell.grammar.schema.Validator;

import static org.assertj.core.api.Assertions.assertThat;

/** Responses, whole and streamed. */
@InkwellService
class ResponsesIT {

    private static final String PATH = "/v1/responses";

    private static final String LOGPROBS = """
            "include": ["message.output_text.logprobs"], "top_logprobs": 2""";

    private static final String SCHEMA = """
            {"type": "object", "properties": {"name": {"type": "string", "maxLength": 12}, "age": {"type": "integer"}},
             "required": ["name", "age"], "additionalProperties": false}""";

    private final ServiceClient service;

    ResponsesIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    /** The same conversation as a response and as a chat completion. */
    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    "input": "Who are you?" | [{"role": "user", "content": "Who are you?"}]
                    "input": "Hi", "instructions": "Be short." | [{"role": "system", "content": "Be short."}, {"role": "user", "content": "Hi"}]
                    "input": [{"type": "message", "role": "user", "content": [{"type": "input_text", "text": "a"}, {"type": "input_text", "text": "b"}]}] | [{"role": "user", "content": "a\\nb"}]
                    "input": [{"role": "developer", "content": "a"}, {"role": "user", "content": "b"}] | [{"role": "system", "content": "a"}, {"role": "user", "content": "b"}]
                    """)
    void isTheChatCompletionOfItsConversation(String fields, String messages) {
        JsonNode response = this.service.ask(PATH, "{%s, \"max_output_tokens\": 8, \"seed\": 5}".formatted(fields));
        JsonNode chat = this.service.ask("/v1/chat/completions",
                "{\"messages\": %s, \"max_completion_tokens\": 8, \"seed\": 5}".formatted(messages));

        assertThat(text(response)).isEqualTo(chat.at("/choices/0/message/content").stringValue());
        assertThat(response.at("/usage/input_tokens")).isEqualTo(chat.at("/usage/prompt_tokens"));
        assertThat(response.at("/usage/output_tokens")).isEqualTo(chat.at("/usage/completion_tokens"));
    }

    @Test
    void anEarlierOutputIsInput() {
        JsonNode first = this.service.ask(PATH,
                "{\"input\": \"Who are you?\", \"max_output_tokens\": 6, %s}".formatted(LOGPROBS));
        String question = "{\"role\": \"user\", \"content\": \"Who are you?\"}";
        String next = "{\"role\": \"user\", \"content\": \"And then?\"}";
        String body = "{\"input\": [%s, %s, %s], \"temperature\": 0, \"max_output_tokens\": 6}";

        JsonNode continued = this.service.ask(PATH, body.formatted(question, first.at("/output/0"), next));
        JsonNode expected = this.service.ask(PATH, body.formatted(question,
                "{\"role\": \"assistant\", \"content\": " + first.at("/output/0/content/0/text") + "}", next));

        assertThat(text(continued)).isEqualTo(text(expected));
    }

    @ParameterizedTest
    @CsvSource({ "max_output_tokens, incomplete", "stop, completed" })
    void streamsTheSameResponse(String end, String status) {
        String fields = """
                "input": "Who are you?", "seed": 4, "ignore_eos": true, "metadata": {"a": "b"}, %s, %s""";
        String most = fields.formatted(LOGPROBS, "\"max_output_tokens\": 12");
        String body = end.equals("stop") ? most + ", \"stop\": "
                + JsonMapper.shared().writeValueAsString(text(this.service.ask(PATH, "{" + most + "}")).substring(6, 9))
                : most;
        JsonNode whole = this.service.ask(PATH, "{" + body + "}");
        List<JsonNode> events = events(this.service.post(PATH, "{" + body + ", \"stream\": true}"));

        assertThat(events).extracting((event) -> event.path("type").stringValue())
            .startsWith("response.created", "response.in_progress", "response.output_item.added",
                    "response.content_part.added", "response.output_text.delta")
            .endsWith("response.output_text.done", "response.content_part.done", "response.output_item.done",
                    "response." + status);
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).path("sequence_number").intValue()).isEqualTo(i);
        }
        JsonNode last = events.get(events.size() - 1).path("response");
        assertThat(last.path("status").stringValue()).isEqualTo(status).isEqualTo(whole.path("status").stringValue());
        assertThat(last.path("metadata")).isEqualTo(whole.path("metadata"));
        assertThat(last.path("usage").path("output_tokens")).isEqualTo(whole.path("usage").path("output_tokens"));
        assertThat(last.path("incomplete_details")).isEqualTo(whole.path("incomplete_details"));
        assertThat(joined(events, "delta")).isEqualTo(text(whole)).isEqualTo(text(last));
        assertThat(tokens(last)).isEqualTo(tokens(whole))
            .isEqualTo(events.stream()
                .filter((event) -> event.has("delta"))
                .flatMap((event) -> event.path("logprobs").valueStream())
                .map((token) -> token.path("token").stringValue())
                .toList());
    }

    private static String joined(List<JsonNode> events, String field) {
        return events.stream().map((event) -> event.path(field).asString("")).collect(Collectors.joining());
    }

    private static List<String> tokens(JsonNode response) {
        return response.at("/output/0/content/0/logprobs")
            .valueStream()
            .map((token) -> token.path("token").stringValue())
            .toList();
    }

    /** Each event has its type as name, and nothing follows the last one. */
    private static List<JsonNode> events(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> lines = answer.body().lines().filter((line) -> !line.isEmpty()).toList();
        return IntStream.iterate(0, (i) -> i < lines.size(), (i) -> i + 2).mapToObj((i) -> {
            JsonNode event = JsonMapper.shared().readTree(lines.get(i + 1).substring("data: ".length()));
            assertThat(lines.get(i)).isEqualTo("event: " + event.path("type").stringValue());
            return event;
        }).toList();
    }

    @Test
    void holdsTheOutputToASchema() {
        String body = """
                {"input": "Describe the captain.", "max_output_tokens": 100, "seed": 3, "text": {"format":
                {"type": "json_schema", "name": "person", "strict": true, "schema": %s}}%s}""";

        JsonNode whole = this.service.ask(PATH, body.formatted(SCHEMA, ""));
        List<JsonNode> events = events(this.service.post(PATH, body.formatted(SCHEMA, ", \"stream\": true")));

        assertThat(whole.path("status").stringValue()).isEqualTo("completed");
        new Validator(JsonMapper.shared().readTree(SCHEMA)).assertValid(text(whole));
        assertThat(joined(events, "delta")).isEqualTo(text(whole));
        assertThat(whole.at("/text/format")).isEqualTo(JsonMapper.shared().readTree("""
                {"type": "json_schema", "name": "person", "strict": true, "schema": %s}""".formatted(SCHEMA)));
        assertThat(events).filteredOn((event) -> event.has("response"))
            .hasSize(3)
            .allSatisfy((event) -> assertThat(event.at("/response/text")).isEqualTo(whole.path("text")));
    }

    @Test
    void holdsTheOutputToAnyObject() {
        JsonNode response = this.service.ask(PATH, """
                {"input": "a", "max_output_tokens": 200, "seed": 2, "text": {"format": {"type": "json_object"}}}""");

        assertThat(text(response)).startsWith("{");
        assertThat(response.at("/text/format").toString()).isEqualTo("{\"type\":\"json_object\"}");
        if (response.path("status").stringValue().equals("completed")) {
            assertThat(JsonMapper.shared().readTree(text(response)).isObject()).isTrue();
        }
    }

    @Test
    void removesTheStartOfALongPromptIfTruncationIsAuto() {
        String body = "{\"input\": \"%s\", \"max_output_tokens\": 5, \"truncation\": \"%s\"}";
        String text = "It is ".repeat(400);

        Answer rejected = this.service.post(PATH, body.formatted(text, "disabled"));
        JsonNode truncated = this.service.ask(PATH, body.formatted(text, "auto"));

        assertThat(rejected.status()).isEqualTo(400);
        assertThat(rejected.error().path("code").stringValue()).isEqualTo("context_length_exceeded");
        assertThat(rejected.error().path("param").stringValue()).isEqualTo("input");
        assertThat(truncated.at("/usage/input_tokens").intValue()).isEqualTo(512 - 5);
        assertThat(truncated.path("truncation").stringValue()).isEqualTo("auto");
    }

    @Test
    void acceptsWhatHasNoEffect() {
        JsonNode response = this.service.ask(PATH, """
                {"input": "a", "max_output_tokens": 2, "store": true, "tools": [], "tool_choice": "auto",
                "parallel_tool_calls": true, "reasoning": {"effort": "low"}, "text": {"format": {"type": "text"}},
                "include": ["reasoning.encrypted_content"], "service_tier": "auto", "background": false,
                "previous_response_id": null, "prompt_cache_key": "a", "safety_identifier": "b", "user": "c"}""");

        assertThat(response.path("store").booleanValue()).isFalse();
        assertThat(response.path("text").toString()).isEqualTo("{\"format\":{\"type\":\"text\"}}");
        assertThat(response.at("/output/0/content/0/logprobs").isEmpty()).isTrue();
    }

    private static String text(JsonNode response) {
        return response.at("/output/0/content/0/text").stringValue();
    }

}
