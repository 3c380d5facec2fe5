package io.inkwell.openai.tokenize;

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

@InkwellService
class TokenizeIT {

    private final ServiceClient service;

    TokenizeIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @ParameterizedTest
    @ValueSource(strings = { "It is a truth universally acknowledged", " ", "naïve “Größe” — 🙂👩‍👩‍👧", "日本語",
            "line\n\nline\t", "<|endoftext|> and more" })
    void detokenizesItsOwnTokens(String text) {
        JsonNode tokens = tokenize("{\"prompt\": %s, \"add_special_tokens\": false}".formatted(json(text)));

        assertThat(this.service.ask("/detokenize", "{\"tokens\": %s}".formatted(tokens.path("tokens")))
            .path("prompt")
            .stringValue()).isEqualTo(text);
        assertThat(tokens.path("count").intValue()).isEqualTo(tokens.path("tokens").size());
    }

    @Test
    void countsTokensLikeACompletion() {
        String prompt = "\"prompt\": \"Call me Ishmael, 🐳.\"";

        JsonNode tokens = tokenize("{%s}".formatted(prompt));
        JsonNode completion = this.service.complete("{%s, \"max_tokens\": 1}".formatted(prompt));

        assertThat(tokens.path("count")).isEqualTo(completion.path("usage").path("prompt_tokens"));
    }

    @Test
    void responseMatchesVllm() {
        JsonNode tokens = tokenize("{\"model\": \"inkwell-demo\", \"prompt\": \"It is\"}");

        assertThat(tokens.propertyNames()).containsExactly("count", "max_model_len", "tokens", "token_strs");
        assertThat(tokens.path("max_model_len").intValue()).isEqualTo(512);
        assertThat(tokens.path("token_strs").isNull()).isTrue();
    }

    @Test
    void returnsVocabularyEntries() {
        JsonNode tokens = tokenize("{\"prompt\": \"It is é<|endoftext|>\", \"return_token_strs\": true}");

        assertThat(tokens.path("token_strs").valueStream().map(JsonNode::stringValue)).containsExactly("It", "Ġis", "Ġ",
                "Ã", "©", "<|endoftext|>");
    }

    @Test
    void emptyPromptHasNoTokens() {
        assertThat(tokenize("{\"prompt\": \"\"}").path("tokens").isEmpty()).isTrue();
        assertThat(this.service.ask("/detokenize", "{\"tokens\": []}").path("prompt").stringValue()).isEmpty();
    }

    @Test
    void acceptsPromptsLongerThanTheContext() {
        assertThat(tokenize("{\"prompt\": \"%s\"}".formatted("It is ".repeat(1000))).path("count").intValue())
            .isGreaterThan(512);
    }

    @Test
    void rejectsPromptsOfTooManyBytes() {
        String prompt = "a".repeat((1 << 20) + 1);

        Answer answer = this.service.post("/tokenize", "{\"prompt\": \"%s\"}".formatted(prompt));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().path("message").stringValue())
            .isEqualTo("prompt must be at most 1048576 bytes, inkwell.limits.max-prompt-bytes; given: 1048577 bytes");
    }

    @Test
    void tokenizesARenderedChat() {
        String messages = "\"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]";

        assertThat(text("{%s}".formatted(messages))).isEqualTo("User: Hello\nAssistant:");
        assertThat(text("{%s, \"add_generation_prompt\": false}".formatted(messages))).isEqualTo("User: Hello\n");
    }

    @Test
    void describesTheTokenizer() {
        JsonNode info = this.service.get("/tokenizer_info").json();

        assertThat(info.path("tokenizer_class").stringValue()).isEqualTo("GPT2Tokenizer");
        assertThat(info.path("model_max_length").intValue()).isEqualTo(512);
        assertThat(info.path("eos_token").stringValue()).isEqualTo("<|endoftext|>");
        assertThat(info.path("bos_token").stringValue()).isEqualTo("<|endoftext|>");
        assertThat(info.path("pad_token").isNull()).isTrue();
        assertThat(info.path("chat_template").stringValue()).contains("add_generation_prompt");
    }

    /** The request of lm-evaluation-harness for the id of the EOS token. */
    @Test
    void encodesSpecialTokensByName() {
        String name = this.service.get("/tokenizer_info?model=inkwell-demo").json().path("eos_token").stringValue();

        assertThat(tokenize("{\"prompt\": %s, \"add_special_tokens\": false}".formatted(json(name))).path("tokens")
            .valueStream()
            .map(JsonNode::intValue)).containsExactly(0);
    }

    @Test
    void rejectsAnUnknownModel() {
        assertThat(Stream.of(this.service.post("/tokenize", "{\"model\": \"x\", \"prompt\": \"a\"}"),
                this.service.post("/detokenize", "{\"model\": \"x\", \"tokens\": []}"),
                this.service.get("/tokenizer_info?model=x")))
            .allSatisfy((answer) -> assertThat(answer.error().path("code").stringValue()).isEqualTo("model_not_found"));
    }

    private JsonNode tokenize(String body) {
        return this.service.ask("/tokenize", body);
    }

    /** The text of the tokens in a body. */
    private String text(String body) {
        return this.service.ask("/detokenize", "{\"tokens\": %s}".formatted(tokenize(body).path("tokens")))
            .path("prompt")
            .stringValue();
    }

    private static String json(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }

}
