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
    @CsvSource(delimiter = '|',
            textBlock = """
                    {"model": 1}                           | model                        | a string; given: 1
                    {"model": true}                        | model                        | a string; given: true
                    {"model": ["inkwell-demo"]}            | model                        | a string; given: a list
                    {"user": 1.5}                          | user                         | a string; given: 1.5
                    {"max_tokens": "5"}                    | max_tokens                   | an integer of at most 32 bits; given: a string
                    {"max_tokens": ""}                     | max_tokens                   | an integer of at most 32 bits; given: a string
                    {"max_tokens": 5.0}                    | max_tokens                   | an integer of at most 32 bits; given: 5.0
                    {"max_tokens": true}                   | max_tokens                   | an integer of at most 32 bits; given: true
                    {"max_tokens": 2147483648}             | max_tokens                   | an integer of at most 32 bits; given: 2147483648
                    {"max_tokens": 1e999999}               | max_tokens                   | an integer of at most 32 bits; given: Infinity
                    {"n": 1.9}                             | n                            | an integer of at most 32 bits; given: 1.9
                    {"n": "2"}                             | n                            | an integer of at most 32 bits; given: a string
                    {"n": [2]}                             | n                            | an integer of at most 32 bits; given: a list
                    {"n": 9223372036854775808}             | n                            | an integer of at most 32 bits; given: 9223372036854775808
                    {"top_k": 0.5}                         | top_k                        | an integer of at most 32 bits; given: 0.5
                    {"seed": 1.5}                          | seed                         | an integer of at most 64 bits; given: 1.5
                    {"seed": "7"}                          | seed                         | an integer of at most 64 bits; given: a string
                    {"seed": 9223372036854775808}          | seed                         | an integer of at most 64 bits; given: 9223372036854775808
                    {"temperature": "hot"}                 | temperature                  | a number; given: a string
                    {"temperature": false}                 | temperature                  | a number; given: false
                    {"top_p": {}}                          | top_p                        | a number; given: a JSON object
                    {"repetition_penalty": []}             | repetition_penalty           | a number; given: a list
                    {"presence_penalty": "1"}              | presence_penalty             | a number; given: a string
                    {"frequency_penalty": "1"}             | frequency_penalty            | a number; given: a string
                    {"ignore_eos": 1}                      | ignore_eos                   | true or false; given: 1
                    {"stream": "true"}                     | stream                       | true or false; given: a string
                    {"stream": 0}                          | stream                       | true or false; given: 0
                    {"stream_options": true}               | stream_options               | a JSON object; given: true
                    {"stream_options": []}                 | stream_options               | a JSON object; given: a list
                    {"stream_options": {"include_usage": 1}} | stream_options.include_usage | true or false; given: 1
                    {"stop_token_ids": 0}                  | stop_token_ids               | a list; given: 0
                    {"stop_token_ids": [1, "a"]}           | stop_token_ids[1]            | an integer of at most 32 bits; given: a string
                    {"stop_token_ids": [1, null]}          | stop_token_ids[1]            | an integer of at most 32 bits; given: null
                    {"stop_token_ids": [1.5]}              | stop_token_ids[0]            | an integer of at most 32 bits; given: 1.5
                    {"logit_bias": 5}                      | logit_bias                   | a JSON object, or a list of pairs of token id and bias; given: 5
                    {"logit_bias": {"1": "2"}}             | logit_bias                   | a JSON object of numbers, or of false for a token to ban; given: a string
                    {"logit_bias": {"1": null}}            | logit_bias                   | a JSON object of numbers, or of false for a token to ban; given: null
                    {"logit_bias": {"a": 2}}               | logit_bias                   | a JSON object whose keys are token ids; given: another key
                    {"allowed_token_ids": [null]}          | allowed_token_ids[0]         | an integer of at most 32 bits; given: null
                    {"bad_words": "a"}                     | bad_words                    | a list; given: a string
                    {"bad_words": ["a", 1]}                | bad_words[1]                 | a string; given: 1
                    {"echo": 1}                            | echo                         | true or false; given: 1
                    {"logprobs": true}                     | logprobs                     | an integer of at most 32 bits; given: true
                    {"early_stopping": "always"}           | early_stopping               | true, false or "never"; given: a string
                    {"early_stopping": 1}                  | early_stopping               | true, false or "never"; given: 1
                    {"truncation_side": "middle"}          | truncation_side              | "left" or "right"; given: another string
                    {"stop": 5}                            | stop                         | a string or a list of strings; given: 5
                    {"stop": ["a", null]}                  | stop                         | a string or a list of strings; given: null
                    {"stop": [["a"]]}                      | stop                         | a string or a list of strings; given: a list
                    """)
    void rejectsAFieldOfAnotherType(String body, String param, String rule) {
        assertRejected(this.service.post(body), param, param + " must be " + rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    {"temperature": 3}            | temperature        | in [0, 2]; given: 3.0
                    {"temperature": -1}           | temperature        | in [0, 2]; given: -1.0
                    {"temperature": 1e400}        | temperature        | in [0, 2]; given: Infinity
                    {"top_p": 1.1}                | top_p              | in [0, 1]; given: 1.1
                    {"top_p": -0.1}               | top_p              | in [0, 1]; given: -0.1
                    {"top_k": -2}                 | top_k              | -1 or at least 0; given: -2
                    {"repetition_penalty": 0}     | repetition_penalty | in [0.01, 100]; given: 0.0
                    {"repetition_penalty": -1}    | repetition_penalty | in [0.01, 100]; given: -1.0
                    {"repetition_penalty": 1e400} | repetition_penalty | in [0.01, 100]; given: Infinity
                    {"presence_penalty": 2.1}     | presence_penalty   | in [-2, 2]; given: 2.1
                    {"presence_penalty": -2.1}    | presence_penalty   | in [-2, 2]; given: -2.1
                    {"frequency_penalty": 2.1}    | frequency_penalty  | in [-2, 2]; given: 2.1
                    {"frequency_penalty": -1e400} | frequency_penalty  | in [-2, 2]; given: -Infinity
                    {"n": 0}                      | n                  | from 1 to 128; given: 0
                    {"n": -1}                     | n                  | from 1 to 128; given: -1
                    {"n": 129}                    | n                  | from 1 to 128; given: 129
                    {"n": 2147483647}             | n                  | from 1 to 128; given: 2147483647
                    {"max_tokens": -2}            | max_tokens         | at least -1; given: -2
                    {"min_tokens": -1}            | min_tokens         | at least 0; given: -1
                    {"min_tokens": 17}            | min_tokens         | at most max_tokens (16); given: 17
                    {"best_of": 0}                | best_of            | from 1 to 20; given: 0
                    {"best_of": 21}               | best_of            | from 1 to 20; given: 21
                    {"best_of": 2, "n": 3}        | best_of            | at least n (3); given: 2
                    {"logprobs": -1}              | logprobs           | from 0 to 20; given: -1
                    {"logprobs": 21}              | logprobs           | from 0 to 20; given: 21
                    {"prompt_logprobs": 21}       | prompt_logprobs    | from 0 to 20; given: 21
                    {"min_p": 1.5}                | min_p              | in [0, 1]; given: 1.5
                    {"typical_p": 0}              | typical_p          | in (0, 1]; given: 0.0
                    {"epsilon_cutoff": 1}         | epsilon_cutoff     | in [0, 1); given: 1.0
                    {"eta_cutoff": -0.1}          | eta_cutoff         | in [0, 1); given: -0.1
                    {"no_repeat_ngram_size": -1}  | no_repeat_ngram_size | at least 0; given: -1
                    {"logit_bias": {"1": 101}}    | logit_bias         | in [-100, 100]; given: 101.0
                    {"logit_bias": {"1": 1e999}}  | logit_bias         | in [-100, 100]; given: Infinity
                    {"truncate_prompt_tokens": 0} | truncate_prompt_tokens | -1 or at least 1; given: 0
                    {"use_beam_search": true, "num_beams": 17} | num_beams | from 1 to 16; given: 17
                    {"use_beam_search": true, "num_beams": 4, "num_beam_groups": 3} | num_beam_groups | a divisor of num_beams, 4; given: 3
                    {"penalty_alpha": 1.1, "top_k": 4} | penalty_alpha | in (0, 1] for contrastive search; given: 1.1
                    """)
    void rejectsANumberOutOfRange(String body, String param, String rule) {
        assertRejected(this.service.post(body), param, param + " must be " + rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    {"stream": true, "best_of": 2}                          | best_of          | at most n (1) when stream is true; given: 2
                    {"stream": true, "prompt_logprobs": 0}                  | prompt_logprobs  | null when stream is true; given: 0
                    {"stream": true, "use_beam_search": true}               | stream           | false for beam search and contrastive search; given: true
                    {"stream": true, "penalty_alpha": 0.6, "top_k": 4}      | stream           | false for beam search and contrastive search; given: true
                    {"num_beams": 4}                                        | num_beams        | 1 unless use_beam_search is true; given: 4
                    {"use_beam_search": true, "temperature": 0.7}           | temperature      | 0 or 1 when use_beam_search is true; given: 0.7
                    {"use_beam_search": true, "n": 5, "num_beams": 4}       | n                | at most num_beams (4); given: 5
                    {"penalty_alpha": 0.6}                                  | top_k            | from 2 to 16 when penalty_alpha is set; given: nothing
                    """)
    void rejectsIncompatibleFields(String body, String param, String rule) {
        assertRejected(this.service.post(body), param, param + " must be " + rule);
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

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    1                    | be a string, a list of strings, a list of token ids or a list of such lists; given: 1
                    true                 | be a string, a list of strings, a list of token ids or a list of such lists; given: true
                    {}                   | be a string, a list of strings, a list of token ids or a list of such lists; given: a JSON object
                    [1, "a"]             | contain only token ids if it starts with one; given: a string
                    [1, 2.5]             | contain only token ids if it starts with one; given: 2.5
                    [1, null]            | contain only token ids if it starts with one; given: null
                    [2147483648]         | contain 32-bit token ids; given: 2147483648
                    [-1]                 | contain token ids from 0 to 4095; given: -1
                    [1, 4096]            | contain token ids from 0 to 4095; given: 4096
                    """)
    void rejectsAPromptThatIsNeitherStringNorTokens(String prompt, String rule) {
        assertRejected(this.service.post("{\"prompt\": %s}".formatted(prompt)), "prompt", "prompt must " + rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [null]               | prompt[0] | be a string or a list of token ids; given: null
            ["a", 1]             | prompt[1] | be a string or a list of token ids; given: 1
            ["a", "b", {}]       | prompt[2] | be a string or a list of token ids; given: a JSON object
            [[1], [2.0]]         | prompt[1] | contain only token ids if it starts with one; given: 2.0
            [[[1]]]              | prompt[0] | contain only token ids if it starts with one; given: a list
            [[1], [2147483647]]  | prompt[1] | contain token ids from 0 to 4095; given: 2147483647
            ["a", [1], [], [-1]] | prompt[3] | contain token ids from 0 to 4095; given: -1
            """)
    void errorNamesTheInvalidPrompt(String prompts, String param, String rule) {
        assertRejected(this.service.post("{\"prompt\": %s}".formatted(prompts)), param, param + " must " + rule);
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
    @ValueSource(strings = { "\"suffix\": \"end\"", "\"response_format\": {\"type\": \"json_object\"}",
            "\"structured_outputs\": {\"regex\": \"(a+)+$\"}", "\"guided_json\": {}", "\"guided_regex\": \"(a+)+$\"",
            "\"tools\": [{}]", "\"prompt_embeds\": \"gAJ9cQAu\"", "\"xtc_probability\": 0.5", "\"mirostat\": 2",
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
