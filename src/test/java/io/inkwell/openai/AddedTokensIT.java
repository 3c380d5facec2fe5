package io.inkwell.openai;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A model whose tokenizer has a token beyond the embedding, and adds the BOS token to
 * each text.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "inkwell.precision=float32")
class AddedTokensIT {

    private static final String TEMPLATE = """
            {"type": "TemplateProcessing",
             "single": [{"SpecialToken": {"id": "<|endoftext|>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
             "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
             "special_tokens": {"<|endoftext|>": {"id": "<|endoftext|>", "ids": [0], "tokens": ["<|endoftext|>"]}}}""";

    @TempDir
    private static Path folder;

    private final ServiceClient service;

    AddedTokensIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        for (String file : new String[] { "config.json", "model.safetensors" }) {
            Files.copy(EmbeddedCheckpoint.FOLDER.resolve(file), folder.resolve(file));
        }
        JsonMapper json = JsonMapper.shared();
        ObjectNode tokenizer = (ObjectNode) json.readTree(EmbeddedCheckpoint.FOLDER.resolve("tokenizer.json"));
        tokenizer.set("post_processor", json.readTree(TEMPLATE));
        json.writeValue(folder.resolve("tokenizer.json"), tokenizer);
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"pad_token\": \"[PAD]\"}");
        settings.add("inkwell.model", folder::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"',
            textBlock = """
                    /v1/completions      | {'prompt': 'hello [PAD] you', 'max_tokens': 1}                          | prompt
                    /v1/completions      | {'prompt': ['hello', 'you [PAD]'], 'max_tokens': 1}                     | prompt[1]
                    /v1/completions      | {'prompt': 'hello', 'bad_words': ['[PAD]'], 'max_tokens': 1}            | bad_words
                    /v1/completions      | {'prompt': [4096], 'max_tokens': 1}                                     | prompt
                    /v1/completions      | {'prompt': 'hello', 'logit_bias': {'4096': 1}, 'max_tokens': 1}         | logit_bias
                    /v1/completions      | {'prompt': 'hello', 'allowed_token_ids': [4096], 'max_tokens': 1}       | allowed_token_ids
                    /v1/completions      | {'prompt': 'hello', 'stop_token_ids': [4096], 'max_tokens': 1}          | stop_token_ids
                    /v1/chat/completions | {'messages': [{'role': 'user', 'content': '[PAD]'}], 'max_tokens': 1}   | messages
                    /v1/embeddings       | {'input': 'hello [PAD]'}                                                | input
                    /v1/explain/score    | {'prompt': 'hello [PAD]'}                                               | prompt
                    """)
    void rejectsTokensBeyondTheEmbedding(String path, String body, String param) {
        Answer answer = this.service.post(path, body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().path("param").stringValue()).isEqualTo(param);
        assertThat(answer.error().path("message").stringValue()).contains("4096");
    }

    @Test
    void tokenizesTokensBeyondTheEmbedding() {
        assertThat(this.service.ask("/tokenize", "{\"prompt\": \"[PAD]\"}").path("tokens")).hasToString("[0,4096]");
        assertThat(this.service.ask("/detokenize", "{\"tokens\": [4096]}").path("prompt").stringValue())
            .isEqualTo("[PAD]");
    }

    @Test
    void tokenizesChatsWithTokensBeyondTheEmbedding() {
        assertThat(this.service.ask("/tokenize", "{\"messages\": [{\"role\": \"user\", \"content\": \"[PAD]\"}]}")
            .path("tokens")
            .valueStream()
            .map(JsonNode::intValue)).contains(4096);
    }

    @Test
    void stopStringMayNameATokenBeyondTheEmbedding() {
        assertThat(this.service.complete("{\"prompt\": \"hello\", \"stop\": \"[PAD]\", \"max_tokens\": 1}")
            .path("choices")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'prompt': 'It'}                                                                          | 2
            {'prompt': 'It', 'add_special_tokens': true}                                              | 2
            {'prompt': 'It', 'add_special_tokens': false}                                             | 1
            """)
    void addsSpecialTokensByDefault(String body, int numTokens) {
        String json = body.replace('\'', '"');

        assertThat(this.service.ask("/tokenize", json).path("count").intValue()).isEqualTo(numTokens);
        assertThat(this.service.complete(json).path("usage").path("prompt_tokens").intValue()).isEqualTo(numTokens);
    }

    @Test
    void echoOmitsAddedTokens() {
        JsonNode choice = this.service
            .complete("{\"prompt\": \"It is\", \"echo\": true, \"logprobs\": 0, \"max_tokens\": 0}")
            .path("choices")
            .path(0);

        assertThat(choice.path("text").stringValue()).isEqualTo("It is");
        assertThat(choice.path("logprobs").path("tokens").path(0).stringValue()).isEqualTo("<|endoftext|>");
        assertThat(choice.path("logprobs").path("text_offset")).hasToString("[0,0,2]");
    }

    @Test
    void echoContainsSpecialTokensOfThePrompt() {
        assertThat(this.service.complete("{\"prompt\": \"It<|endoftext|>\", \"echo\": true, \"max_tokens\": 0}")
            .path("choices")
            .path(0)
            .path("text")
            .stringValue()).isEqualTo("It<|endoftext|>");
    }

    @Test
    void addsNoSpecialTokensToChatsByDefault() {
        String chat = "{\"messages\": [{\"role\": \"user\", \"content\": \"It\"}], \"add_special_tokens\": %s}";

        int without = this.service.ask("/tokenize", chat.formatted(false)).path("count").intValue();
        assertThat(this.service.ask("/tokenize", chat.formatted("null")).path("count").intValue()).isEqualTo(without);
        assertThat(this.service.ask("/tokenize", chat.formatted(true)).path("count").intValue()).isEqualTo(without + 1);
    }

}
