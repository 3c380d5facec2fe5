package io.inkwell.openai;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Token ids and entropy in log-probabilities. */
@InkwellService
class TokenIdsIT {

    private static final String CHAT = "/v1/chat/completions";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ServiceClient service;

    TokenIdsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void idsOfCandidatesDecodeToTheirNames() {
        JsonNode choice = choice("""
                {"prompt": "“It is", "max_tokens": 20, "seed": 2, "logprobs": 5, "return_token_ids": true}""");
        JsonNode logprobs = choice.get("logprobs");

        assertThat(logprobs.get("token_ids")).isEqualTo(choice.get("token_ids"));
        for (int i = 0; i < 20; i++) {
            JsonNode ids = logprobs.get("top_token_ids").get(i);
            assertThat(ids.propertyNames())
                .containsExactlyElementsOf(logprobs.get("top_logprobs").get(i).propertyNames());
            assertThat(ids.get(logprobs.get("tokens").get(i).stringValue()))
                .isEqualTo(logprobs.get("token_ids").get(i));
            ids.propertyStream()
                .filter((candidate) -> !candidate.getKey().startsWith("bytes:"))
                .forEach((candidate) -> assertThat(text(candidate.getValue())).isEqualTo(candidate.getKey()));
        }
    }

    private String text(JsonNode id) {
        return this.service.ask("/detokenize", "{\"tokens\": [" + id + "]}").get("prompt").stringValue();
    }

    @Test
    void echoedPromptHasIdsAndNoEntropy() {
        JsonNode choice = choice(
                """
                        {"prompt": "Call me Ishmael.", "max_tokens": 3, "ignore_eos": true, "echo": true, "logprobs": 2, "return_token_ids": true,
                        "return_entropy": true}""");
        JsonNode logprobs = choice.get("logprobs");
        int numPrompt = choice.get("prompt_token_ids").size();

        assertThat(logprobs.get("token_ids").valueStream()).containsExactlyElementsOf(
                Stream.concat(choice.get("prompt_token_ids").valueStream(), choice.get("token_ids").valueStream())
                    .toList());
        assertThat(logprobs.get("top_token_ids").get(0).isNull()).isTrue();
        assertThat(logprobs.get("top_token_ids").get(1).size()).isEqualTo(3);
        for (int i = 0; i < numPrompt + 3; i++) {
            assertThat(logprobs.get("entropy").get(i).isNull()).isEqualTo(i < numPrompt);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"temperature\": 0", "\"temperature\": 1.7, \"top_k\": 3, \"seed\": 1",
            "\"use_beam_search\": true, \"num_beams\": 3", "\"penalty_alpha\": 0.6, \"top_k\": 4" })
    void entropyIsThatOfTheModelBeforeProcessors(String fields) {
        JsonNode choice = choice("""
                {"prompt": "It is a truth", "max_tokens": 6, "logprobs": 0, "return_token_ids": true,
                "return_entropy": true, %s}""".formatted(fields));
        List<JsonNode> context = choice.get("prompt_token_ids").valueStream().toList();

        for (int i = 0; i < choice.get("token_ids").size(); i++) {
            List<JsonNode> before = Stream.concat(context.stream(), choice.get("token_ids").valueStream().limit(i))
                .toList();
            JsonNode expected = this.service.ask("/v1/explain/next-token",
                    "{\"prompt\": " + JSON.writeValueAsString(before) + "}");
            assertThat(choice.get("logprobs").get("entropy").get(i).doubleValue())
                .isCloseTo(expected.get("entropy").doubleValue(), within(1e-3));
        }
    }

    @Test
    void chatHasIdsAndEntropy() {
        JsonNode choice = this.service.ask(CHAT, """
                {"messages": [{"role": "user", "content": "Hello"}], "max_tokens": 8, "temperature": 0,
                "logprobs": true, "top_logprobs": 3, "return_token_ids": true, "return_entropy": true}""")
            .at("/choices/0");

        List<JsonNode> content = choice.at("/logprobs/content").valueStream().toList();
        assertThat(content.stream().map((token) -> token.get("token_id")))
            .containsExactlyElementsOf(choice.get("token_ids").valueStream().toList());
        assertThat(content).isNotEmpty().allSatisfy((token) -> {
            assertThat(token.get("entropy").doubleValue()).isPositive();
            assertThat(token.at("/top_logprobs/0/token_id")).isEqualTo(token.get("token_id"));
        });
    }

    @Test
    void defaultResponseIsThatOfOpenAi() {
        assertThat(choice("{\"max_tokens\": 2, \"logprobs\": 2}").get("logprobs").propertyNames())
            .containsExactly("text_offset", "token_logprobs", "tokens", "top_logprobs");
        JsonNode chat = this.service.ask(CHAT, """
                {"messages": [{"role": "user", "content": "Hello"}], "max_tokens": 1, "logprobs": true,
                "top_logprobs": 1}""").at("/choices/0/logprobs/content/0");
        assertThat(chat.propertyNames()).containsExactly("token", "logprob", "bytes", "top_logprobs");
        assertThat(chat.at("/top_logprobs/0").propertyNames()).containsExactly("token", "logprob", "bytes");
    }

    @Test
    void entropyRequiresLogprobs() {
        Answer answer = this.service.post("{\"return_entropy\": true}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().path("message").stringValue())
            .isEqualTo("return_entropy must be false or null without logprobs; given: true");
        assertThat(answer.error().path("param").stringValue()).isEqualTo("return_entropy");
    }

    private JsonNode choice(String body) {
        return this.service.complete(body).at("/choices/0");
    }

}
