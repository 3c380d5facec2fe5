package io.inkwell.openai;

import java.util.Collections;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static io.inkwell.openai.ErrorResponses.assertError;
import static io.inkwell.openai.ErrorResponses.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

/** Errors of each completion field. The service still responds afterwards. */
@InkwellService
class CompletionErrorsIT {

    private final ServiceClient service;

    CompletionErrorsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @AfterEach
    void serviceStillResponds() {
        assertThat(this.service.complete("{\"max_tokens\": 1}").path("choices").isEmpty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"temperature\": 0}", "{\"temperature\": -0.0}", "{\"temperature\": 2}",
            "{\"temperature\": 1e-45}", "{\"temperature\": 1e-400}", "{\"top_p\": 1}", "{\"top_p\": 1e-45}",
            "{\"top_k\": -1}", "{\"top_k\": 0}", "{\"top_k\": 2147483647}", "{\"repetition_penalty\": 0.01}",
            "{\"repetition_penalty\": 100}", "{\"presence_penalty\": -2}", "{\"frequency_penalty\": 2}",
            "{\"min_p\": 1}", "{\"typical_p\": 1e-45}", "{\"epsilon_cutoff\": 0.99}", "{\"eta_cutoff\": 0.99}",
            "{\"no_repeat_ngram_size\": 2147483647}", "{\"logit_bias\": {\"0\": -100, \"4095\": 100}}",
            "{\"min_tokens\": 16}", "{\"best_of\": 20}", "{\"logprobs\": 20}", "{\"prompt_logprobs\": 0}",
            "{\"truncate_prompt_tokens\": -1}", "{\"truncate_prompt_tokens\": 2147483647}", "{\"priority\": 0}",
            "{\"priority\": 2147483647}" })
    void acceptsTheEndsOfEveryRange(String body) {
        assertThat(this.service.complete(body).path("choices").values()).hasSize(1);
    }

    @Test
    void rejectsTooManyChoices() {
        String prompts = String.join(",", Collections.nCopies(65, "\"a\""));

        assertRejected(this.service.post("{\"prompt\": [%s], \"n\": 2}".formatted(prompts)), "prompt",
                "the number of prompts times n must be from 1 to 128; given: 130");
    }

    @Test
    void rejectsPromptsOfMoreBytesThanFitTheContext() {
        String rule = "this model's maximum context length is 512 tokens, at most 8192 bytes, but ";

        assertTooLong(this.service.post("{\"prompt\": \"%s\"}".formatted("a".repeat(8193))), "prompt",
                rule + "the prompt has 8193 bytes");
        assertTooLong(this.service.post("{\"prompt\": [\"a\", \"%s\"]}".formatted("é".repeat(4097))), "prompt[1]",
                rule + "prompt[1] has 8194 bytes");
        assertTooLong(
                this.service.post("/v1/chat/completions",
                        "{\"messages\": [{\"role\": \"user\", \"content\": \"%s\"}]}".formatted("a".repeat(9000))),
                "messages", rule + "the prompt has 9017 bytes");
        assertTooLong(this.service.post("/v1/embeddings", "{\"input\": \"%s\"}".formatted("a".repeat(9000))), "input",
                rule + "the input has 9000 bytes");
        assertTooLong(
                this.service.post("/v1/explain/next-token", "{\"prompt\": \"%s\"}".formatted("a".repeat(2_000_000))),
                "prompt", rule + "the prompt has 2000000 bytes");
    }

    private static void assertTooLong(Answer answer, String param, String message) {
        assertThat(answer.status()).isEqualTo(400);
        assertError(answer, "invalid_request_error", param, message);
        assertThat(answer.error().path("code").stringValue()).isEqualTo("context_length_exceeded");
    }

    @Test
    void truncatesPromptsUpToALimitOfBytes() {
        String body = "{\"prompt\": \"%s\", \"truncate_prompt_tokens\": 1, \"max_tokens\": 1}";

        assertThat(this.service.post(body.formatted("a".repeat(100_000))).status()).isEqualTo(200);
        assertRejected(this.service.post(body.formatted("a".repeat((1 << 20) + 1))), "prompt",
                "prompt must be at most 1048576 bytes, inkwell.limits.max-prompt-bytes; given: 1048577 bytes");
    }

    @Test
    void rejectsMoreAllowedTokensThanTheVocabularyHas() {
        String ids = String.join(",", Collections.nCopies(4097, "5"));

        assertRejected(this.service.post("{\"allowed_token_ids\": [%s]}".formatted(ids)), "allowed_token_ids",
                "allowed_token_ids must be a list of at most 4096 token ids, the size of the vocabulary; "
                        + "given: 4097 ids");
    }

    @Test
    void rejectsInvalidStopStrings() {
        String many = String.join(",", Collections.nCopies(17, "\"a\""));

        assertRejected(this.service.post("{\"stop\": [%s]}".formatted(many)), "stop",
                "the number of stop strings must be from 0 to 16; given: 17");
        assertRejected(this.service.post("{\"stop\": \"%s\"}".formatted("a".repeat(1001))), "stop",
                "the length of a stop string must be from 1 to 1000; given: 1001");
        assertRejected(this.service.post("{\"stop\": [\"a\", \"\"]}"), "stop",
                "the length of a stop string must be from 1 to 1000; given: 0");
    }

    @Test
    void rejectsStreamOptionsWithoutAStream() {
        assertRejected(this.service.post("{\"stream_options\": {}}"), "stream_options",
                "stream_options must be null unless stream is true");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    {"prompt": [5], "max_tokens": 512}     | max_tokens | 513 were requested: 1 in the prompt and 512 for max_tokens
                    {"prompt": [5], "max_tokens": 2147483647} | max_tokens | 2147483648 were requested: 1 in the prompt and 2147483647 for max_tokens
                    {"max_tokens": 512}                    | max_tokens | 513 were requested: 1 in the prompt and 512 for max_tokens
                    """)
    void rejectsMoreTokensThanTheContext(String body, String param, String message) {
        assertContextExceeded(body, param, message);
    }

    @Test
    void rejectsAPromptThatFillsTheContext() {
        String tokens = String.join(",", Collections.nCopies(512, "5"));

        assertContextExceeded("{\"prompt\": [%s], \"max_tokens\": 1}".formatted(tokens), "prompt",
                "513 were requested: 512 in the prompt and 1 for max_tokens");
        assertContextExceeded("{\"prompt\": [[1], [%s]], \"max_tokens\": 1}".formatted(tokens), "prompt[1]",
                "513 were requested: 512 in prompt[1] and 1 for max_tokens");
    }

    @ParameterizedTest
    @ValueSource(strings = { " ", "gpt2", "INKWELL-DEMO", "../../etc/passwd", "/etc/passwd", "\\u0000",
            "ftp://example.org/model", "inkwell-demo/", "embedded" })
    void rejectsAnUnknownModel(String name) {
        Answer answer = this.service.post("{\"model\": \"%s\"}".formatted(name));

        assertThat(answer.status()).isEqualTo(404);
        assertError(answer, "not_found_error", "model",
                "model must be one of [inkwell-demo] or \"default\"; no other is served");
        assertThat(answer.error().path("code").stringValue()).isEqualTo("model_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"suffix\": \"end\"", "\"structural_tag\": \"a\"", "\"tools\": [{}]",
            "\"prompt_embeds\": \"gAJ9cQAu\"", "\"xtc_probability\": 0.5", "\"mirostat\": 2",
            "\"lora_path\": \"/etc/passwd\"" })
    void rejectsUnsupportedFields(String field) {
        String name = field.substring(1, field.indexOf("\":"));

        Answer answer = this.service.post("{\"prompt\": \"a\", %s}".formatted(field));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.error().path("param").stringValue()).isEqualTo(name);
        assertThat(answer.error().path("message").stringValue()).startsWith(name + " is not supported");
    }

    @Test
    void acceptsNeutralValues() {
        String plain = "{\"prompt\": \"It is\", \"seed\": 1%s}";
        String neutral = """
                , "echo": false, "logprobs": null, "best_of": 1, "suffix": "", "logit_bias": {}, "min_p": 0.0,
                "typical_p": 1, "min_tokens": 0, "bad_words": [], "use_beam_search": false, "tools": [],
                "no_repeat_ngram_size": 0, "include_stop_str_in_output": false, "response_format": {"type": "text"},
                "repetition_penalty": 1.0, "top_k": -1, "user": "u", "unheard_of": null, "priority": 0,
                "epsilon_cutoff": 0, "eta_cutoff": 0, "num_beams": 1, "length_penalty": 1.0, "penalty_alpha": 0,
                "early_stopping": false, "stop_token_ids": [], "truncation_side": "left", "xtc_probability": 0.0
                """;

        assertThat(this.service.complete(plain.formatted(neutral)).path("choices"))
            .isEqualTo(this.service.complete(plain.formatted("")).path("choices"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "model", "prompt", "max_tokens", "temperature", "top_p", "top_k", "repetition_penalty",
            "presence_penalty", "frequency_penalty", "seed", "stop", "stop_token_ids", "ignore_eos", "n", "stream",
            "stream_options", "user", "echo", "logprobs", "best_of", "logit_bias", "suffix", "response_format",
            "unheard_of", "min_p", "typical_p", "epsilon_cutoff", "eta_cutoff", "no_repeat_ngram_size",
            "allowed_token_ids", "bad_words", "min_tokens", "include_stop_str_in_output", "skip_special_tokens",
            "prompt_logprobs", "return_token_ids", "truncate_prompt_tokens", "truncation_side", "priority",
            "use_beam_search", "num_beams", "length_penalty", "early_stopping", "num_beam_groups", "diversity_penalty",
            "penalty_alpha" })
    void readsNullAsTheDefault(String field) {
        assertThat(this.service.complete("{\"%s\": null}".formatted(field)).path("choices").values()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"prompt\": \"canary\", \"n\": 0}", "{\"prompt\": \"canary\", \"max_tokens\": 600}",
            "{\"prompt\": \"canary\" \"canary\"}", "{\"prompt\": canary}", "{\"model\": \"canary\"}",
            "{\"n\": \"canary\"}", "{\"stop\": [\"canary\", \"\"]}", "{\"stop\": {\"canary\": 1}}",
            "{\"suffix\": \"canary\"}", "{\"user\": [\"canary\"]}", "{\"prompt\": [1, \"canary\"]}",
            "{\"stream_options\": \"canary\"}", "{\"logit_bias\": {\"canary\": 1}}",
            "{\"logit_bias\": {\"canary\": \"canary\"}}", "{\"early_stopping\": \"canary\"}",
            "{\"truncation_side\": \"canary\"}", "{\"bad_words\": [\"canary\", \"\"]}", "canary" })
    void errorsContainNoClientText(String body) {
        Answer answer = this.service.post(body);

        assertThat(answer.status()).isBetween(400, 404);
        assertThat(answer.body()).doesNotContain("canary");
    }

    private void assertContextExceeded(String body, String param, String message) {
        Answer answer = this.service.post(body);

        assertThat(answer.status()).isEqualTo(400);
        assertError(answer, "invalid_request_error", param,
                "this model's maximum context length is 512 tokens, but " + message);
        assertThat(answer.error().path("code").stringValue()).isEqualTo("context_length_exceeded");
    }

}
