package io.inkwell.openai.chat;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;

@InkwellService
class ChatIT {

    private static final String PATH = "/v1/chat/completions";

    private static final String QUESTION = "\"messages\": [{\"role\": \"user\", \"content\": \"Who art thou?\"}]";

    private final ServiceClient service;

    ChatIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void responseMatchesTheSpecification() {
        JsonNode answer = ask("{%s, \"max_tokens\": 8}".formatted(QUESTION));
        JsonNode choice = answer.path("choices").get(0);

        assertThat(answer.propertyNames()).containsExactly("id", "object", "created", "model", "system_fingerprint",
                "choices", "usage", "inkwell");
        assertThat(answer.path("id").stringValue()).startsWith("chatcmpl-");
        assertThat(answer.path("object").stringValue()).isEqualTo("chat.completion");
        assertThat(choice.propertyNames()).startsWith("index", "message", "logprobs", "finish_reason");
        assertThat(choice.path("logprobs").isNull()).isTrue();
        assertThat(choice.path("message").propertyNames()).containsExactly("role", "content", "refusal");
        assertThat(choice.path("message").path("role").stringValue()).isEqualTo("assistant");
        assertThat(choice.path("message").path("refusal").isNull()).isTrue();
    }

    @Test
    void completesTheRenderedTranscript() {
        String chat = """
                {"messages": [{"role": "system", "content": "A whale speaks."}, {"role": "user", "content": "Who?"},
                  {"role": "assistant", "content": "I."}, {"role": "developer", "content": "Louder."},
                  {"role": "user", "content": [{"type": "text", "text": "Art"}, {"type": "text", "text": "thou?"}]}],
                 "temperature": 0, "max_completion_tokens": 40}""";
        String completion = """
                {"prompt": "A whale speaks.\\n\\nUser: Who?\\nAssistant: I.\\nLouder.\\n\\nUser: Art\\nthou?\\nAssistant:",
                 "temperature": 0, "max_tokens": 40, "stop": ["\\nUser:", "\\nAssistant:"]}""";

        JsonNode told = ask(chat);
        JsonNode expected = this.service.complete(completion);

        assertThat(contents(List.of(told)).get(0))
            .isEqualTo(expected.path("choices").get(0).path("text").stringValue());
        assertThat(told.path("usage").path("total_tokens")).isEqualTo(expected.path("usage").path("total_tokens"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "\"logprobs\": true, \"top_logprobs\": 2,", "\"return_token_ids\": true,",
            "\"stop\": [\"e\"],", "\"ignore_eos\": true, \"min_tokens\": 30,", "\"top_k\": 3, \"temperature\": 0.5," })
    void streamsTheSameMessagesAsAWholeResponse(String fields) {
        String body = "{%s, \"seed\": 11, \"n\": 3, \"max_tokens\": 40, %s \"stream\": %s}";

        JsonNode whole = ask(body.formatted(QUESTION, fields, false));
        List<JsonNode> events = stream(body.formatted(QUESTION, fields, true));

        assertThat(contents(events)).isEqualTo(contents(List.of(whole)));
        assertThat(contents(events)).containsOnlyKeys(0, 1, 2);
        assertThat(logprobs(events)).isEqualTo(logprobs(List.of(whole)));
    }

    @Test
    void firstDeltaHasTheRoleAndLastTheFinishReason() {
        List<JsonNode> events = stream("{%s, \"n\": 2, \"max_tokens\": 5, \"stream\": true}".formatted(QUESTION));

        for (int index = 0; index < 2; index++) {
            int wanted = index;
            List<JsonNode> choices = events.stream()
                .map((event) -> event.path("choices").get(0))
                .filter((choice) -> choice.path("index").intValue() == wanted)
                .toList();
            JsonNode first = choices.get(0);
            JsonNode last = choices.get(choices.size() - 1);

            assertThat(first.path("delta").path("role").stringValue()).isEqualTo("assistant");
            assertThat(first.path("delta").path("content").stringValue()).isEmpty();
            assertThat(last.path("delta").isEmpty()).isTrue();
            assertThat(last.path("finish_reason").stringValue()).isIn("length", "stop");
            assertThat(choices.subList(1, choices.size() - 1)).allSatisfy((choice) -> {
                assertThat(choice.path("delta").propertyNames()).containsExactly("content");
                assertThat(choice.path("finish_reason").isNull()).isTrue();
            });
        }
        assertThat(events).allSatisfy((event) -> {
            assertThat(event.path("object").stringValue()).isEqualTo("chat.completion.chunk");
            assertThat(event.path("id")).isEqualTo(events.get(0).path("id"));
            assertThat(event.has("usage")).isFalse();
        });
    }

    @Test
    void includeUsageAddsALastEvent() {
        String body = "{%s, \"seed\": 3, \"max_tokens\": 6, \"stream\": true, \"stream_options\": {\"include_usage\": true}}";

        List<JsonNode> events = stream(body.formatted(QUESTION));
        JsonNode last = events.get(events.size() - 1);

        assertThat(last.path("choices").isEmpty()).isTrue();
        assertThat(last.path("usage").path("completion_tokens").intValue()).isBetween(1, 6);
        assertThat(events.subList(0, events.size() - 1)).isNotEmpty()
            .allSatisfy((event) -> assertThat(event.get("usage").isNull()).isTrue());
    }

    @Test
    void generatesUpToTheEndOfTheContextByDefault() {
        int context = this.service.get("/v1/models/default").json().path("max_model_len").intValue();
        int promptTokens = this.service.ask("/tokenize", "{%s}".formatted(QUESTION)).path("count").intValue();
        int comma = this.service.ask("/tokenize", "{\"prompt\": \",\"}").path("tokens").get(0).intValue();

        // Commas alone contain no stop string of the transcript.
        JsonNode response = ask("{%s, \"ignore_eos\": true, \"allowed_token_ids\": [%d]}".formatted(QUESTION, comma));

        assertThat(response.path("usage").path("prompt_tokens").intValue()).isEqualTo(promptTokens);
        assertThat(response.path("usage").path("completion_tokens").intValue()).isEqualTo(context - promptTokens);
        assertThat(contents(List.of(response)).get(0)).isEqualTo(",".repeat(context - promptTokens));
        assertThat(response.path("choices").get(0).path("finish_reason").stringValue()).isEqualTo("length");
    }

    @Test
    void returnsLogprobsOfEveryToken() {
        JsonNode answer = ask("""
                {%s, "temperature": 0, "max_tokens": 8, "logprobs": true, "top_logprobs": 3}""".formatted(QUESTION));
        JsonNode choice = answer.path("choices").get(0);

        assertThat(choice.path("logprobs").propertyNames()).containsExactly("content", "refusal");
        assertThat(choice.path("logprobs").path("content").values()).hasSize(8).allSatisfy((token) -> {
            assertThat(token.propertyNames()).containsExactly("token", "logprob", "bytes", "top_logprobs");
            assertThat(token.path("top_logprobs").values()).hasSize(3);
            // Greedy: the sampled token is the most likely one.
            assertThat(token.path("top_logprobs").get(0).path("logprob")).isEqualTo(token.path("logprob"));
            assertThat(token.path("top_logprobs").get(0).path("bytes")).isEqualTo(token.path("bytes"));
        });
    }

    @Test
    void omitsTopLogprobsByDefault() {
        JsonNode tokens = ask("{%s, \"max_tokens\": 4, \"logprobs\": true}".formatted(QUESTION)).path("choices")
            .get(0)
            .path("logprobs")
            .path("content");

        assertThat(tokens.values()).isNotEmpty()
            .allSatisfy((token) -> assertThat(token.path("top_logprobs").isEmpty()).isTrue());
    }

    @Test
    void returnsPromptTokensOnRequest() {
        JsonNode answer = ask("""
                {%s, "max_tokens": 1, "return_token_ids": true, "prompt_logprobs": 1}""".formatted(QUESTION));
        int numPromptTokens = answer.path("usage").path("prompt_tokens").intValue();

        assertThat(answer.path("prompt_token_ids").values()).hasSize(numPromptTokens);
        assertThat(answer.path("prompt_logprobs").values()).hasSize(numPromptTokens);
        assertThat(answer.path("choices").get(0).path("token_ids").values()).hasSize(1);
    }

    @Test
    void nextTurnReusesCachedTokens() {
        String first = "{\"role\": \"user\", \"content\": \"Tell me of the whale, of the ship and of the captain\"}";
        String body = "{\"messages\": [%s], \"max_tokens\": 12, \"temperature\": 0}";
        JsonNode answer = ask(body.formatted(first));
        JsonNode message = answer.path("choices").get(0).path("message");

        JsonNode usage = ask(
                body.formatted(first + ", " + message + ", {\"role\": \"user\", \"content\": \"And of the sea?\"}"))
            .path("usage");

        // The last tokens of the first prompt may differ in a longer prompt.
        assertThat(usage.path("prompt_tokens_details").path("cached_tokens").intValue())
            .isGreaterThanOrEqualTo(answer.path("usage").path("prompt_tokens").intValue() - 2);
    }

    @Test
    void encodesSpecialTokensByName() {
        String body = "{\"messages\": [{\"role\": \"user\", \"content\": \"%s\"}], \"max_tokens\": 1}";

        int plain = numPromptTokens(body.formatted(""));

        assertThat(numPromptTokens(body.formatted("<|endoftext|>"))).isEqualTo(plain + 1);
    }

    @Test
    void ignoresNeutralFields() {
        JsonNode answer = ask("""
                {%s, "max_tokens": 2, "user": "ann", "store": true, "metadata": {"a": "b"}, "reasoning_effort": "low",
                 "tools": [], "tool_choice": "auto", "response_format": {"type": "text"}, "modalities": ["text"],
                 "parallel_tool_calls": true, "service_tier": "auto", "top_logprobs": null, "logprobs": null,
                 "chat_template": null, "chat_template_kwargs": {}, "echo": false, "unheard_of": null}"""
            .formatted(QUESTION));

        assertThat(answer.path("choices").values()).hasSize(1);
    }

    private int numPromptTokens(String body) {
        return ask(body).path("usage").path("prompt_tokens").intValue();
    }

    private JsonNode ask(String body) {
        return this.service.ask(PATH, body);
    }

    private List<JsonNode> stream(String body) {
        return this.service.stream(PATH, body);
    }

    /** The content of each choice by index. */
    private static SortedMap<Integer, String> contents(List<JsonNode> answers) {
        SortedMap<Integer, String> contents = new TreeMap<>();
        for (JsonNode answer : answers) {
            for (JsonNode choice : answer.path("choices").values()) {
                JsonNode said = choice.has("message") ? choice.path("message") : choice.path("delta");
                contents.merge(choice.path("index").intValue(), said.path("content").asString(""), String::concat);
            }
        }
        return contents;
    }

    private static SortedMap<Integer, String> logprobs(List<JsonNode> answers) {
        SortedMap<Integer, String> logprobs = new TreeMap<>();
        for (JsonNode answer : answers) {
            for (JsonNode choice : answer.path("choices").values()) {
                for (JsonNode token : choice.path("logprobs").path("content").values()) {
                    logprobs.merge(choice.path("index").intValue(), token.toString(), String::concat);
                }
            }
        }
        return logprobs;
    }

}
