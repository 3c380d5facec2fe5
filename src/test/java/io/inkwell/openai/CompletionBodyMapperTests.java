package io.inkwell.openai;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.completion.ChoiceOptions;
import io.inkwell.completion.CompletionRequest;
import io.inkwell.completion.OutputOptions;
import io.inkwell.completion.prompt.LengthOptions;
import io.inkwell.completion.prompt.Prompt;
import io.inkwell.completion.prompt.Truncation;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.registry.defaults.GenerationConfig;
import io.inkwell.web.fields.SamplingLimits;
import io.inkwell.web.fields.StopLimits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CompletionBodyMapperTests {

    @Test
    void emptyBodyHasTheDefaultsOfTheApi() {
        CompletionRequest expected = CompletionRequest.builder(Bodies.ID, List.of(new Prompt.Text(""))).build();

        assertThat(Bodies.request("")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = { "model", "prompt", "max_tokens", "n", "best_of", "seed", "stream", "stream_options",
            "user", "echo", "logprobs", "logprob_token_ids", "prompt_logprobs", "return_token_ids", "return_entropy",
            "priority", "temperature", "top_p", "top_k", "min_p", "typical_p", "epsilon_cutoff", "eta_cutoff",
            "repetition_penalty", "presence_penalty", "frequency_penalty", "no_repeat_ngram_size", "logit_bias",
            "allowed_token_ids", "bad_words", "stop", "stop_token_ids", "min_tokens", "ignore_eos",
            "include_stop_str_in_output", "skip_special_tokens", "truncate_prompt_tokens", "truncation_side",
            "use_beam_search", "num_beams", "length_penalty", "early_stopping", "num_beam_groups", "diversity_penalty",
            "penalty_alpha", "suffix", "response_format", "structured_outputs", "guided_choice", "guided_regex",
            "guided_json", "guided_grammar", "grammar", "json_schema" })
    void readsNullAsTheDefault(String field) {
        assertThat(Bodies.request("\"" + field + "\": null")).isEqualTo(Bodies.request(""));
    }

    @Test
    void readsFieldsOtherThanSampling() {
        CompletionRequest request = Bodies.request("""
                "model": "gpt2", "max_tokens": 0, "n": 2, "best_of": 5, "seed": -7, "echo": true, "logprobs": 0,
                "logprob_token_ids": [3, 1, 3], "prompt_logprobs": 20, "return_token_ids": true, "return_entropy": true,
                "priority": 3""");

        assertThat(request).isEqualTo(CompletionRequest.builder(Bodies.ID, List.of(new Prompt.Text("")))
            .length(LengthOptions.max(0))
            .choices(new ChoiceOptions(2, 5, null))
            .output(new OutputOptions(true, 0, List.of(3, 1), 20, true, true, false, true))
            .seed(-7L)
            .priority(3)
            .build());
    }

    @Test
    void readsTruncation() {
        assertThat(Bodies.request("\"truncate_prompt_tokens\": -1").truncation())
            .isEqualTo(new Truncation(-1, Truncation.Side.LEFT));
        assertThat(Bodies.request("\"truncate_prompt_tokens\": 7, \"truncation_side\": \"right\"").truncation())
            .isEqualTo(new Truncation(7, Truncation.Side.RIGHT));
        assertThat(Bodies.request("\"truncation_side\": \"right\"").truncation()).isNull();
    }

    @Test
    void generatesNChoicesUnlessBestOfIsGreater() {
        assertThat(Bodies.request("\"n\": 3").choices().bestOf()).isEqualTo(3);
        assertThat(Bodies.request("\"n\": 25").choices().bestOf()).isEqualTo(25);
        assertThat(Bodies.request("\"n\": 3, \"best_of\": 3, \"stream\": true").choices().bestOf()).isEqualTo(3);
    }

    @Test
    void readsStreamOptions() {
        GenerationFields fields = Bodies.read("""
                "stream": true,
                "stream_options": {"include_usage": true, "continuous_usage_stats": true}""").generation();

        assertThat(fields.isStream()).isTrue();
        assertThat(fields.streamUsage()).isEqualTo(StreamUsage.CONTINUOUS);
    }

    @Test
    void ignoresContinuousUsageWithoutIncludeUsage() {
        GenerationFields fields = Bodies.read("\"stream_options\": {\"continuous_usage_stats\": true}").generation();

        assertThat(fields.streamUsage()).isEqualTo(StreamUsage.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    "n": 0                               | n               | n must be from 1 to 32; given: 0
                    "n": 33                              | n               | n must be from 1 to 32; given: 33
                    "prompt": ["a", "b"], "n": 17        | prompt          | the number of prompts times n must be from 1 to 32; given: 34
                    "prompt": ["a", "b"], "best_of": 17  | prompt          | the number of prompts times best_of must be from 1 to 32; given: 34
                    "best_of": 0                         | best_of         | best_of must be from 1 to 20; given: 0
                    "best_of": 21                        | best_of         | best_of must be from 1 to 20; given: 21
                    "best_of": 2, "n": 3                 | best_of         | best_of must be at least n (3); given: 2
                    "best_of": 2, "stream": true         | best_of         | best_of must be at most n (1) when stream is true; given: 2
                    "max_tokens": -2                     | max_tokens      | max_tokens must be at least -1; given: -2
                    "logprobs": -1                       | logprobs        | logprobs must be from 0 to 20; given: -1
                    "logprobs": 21                       | logprobs        | logprobs must be from 0 to 20; given: 21
                    "prompt_logprobs": -1                | prompt_logprobs | prompt_logprobs must be from 0 to 20; given: -1
                    "prompt_logprobs": 0, "stream": true | prompt_logprobs | prompt_logprobs must be null when stream is true; given: 0
                    "logprob_token_ids": [1, 2]          | logprob_token_ids | logprob_token_ids must be empty or null without logprobs; given: a list of 2
                    "logprob_token_ids": [1], "logprobs": 0, "use_beam_search": true | logprob_token_ids | logprob_token_ids must be empty for beam search and contrastive search; given: a list of 1
                    "truncate_prompt_tokens": 0          | truncate_prompt_tokens | truncate_prompt_tokens must be -1 or at least 1; given: 0
                    "truncate_prompt_tokens": -2         | truncate_prompt_tokens | truncate_prompt_tokens must be -1 or at least 1; given: -2
                    "truncation_side": "LEFT"            | truncation_side | truncation_side must be "left" or "right"; given: another string
                    "guided_json": "{\\"a\\": 1, \\"a\\": 2}" | guided_json     | guided_json must be a JSON schema or its text; given: text that is not JSON, or repeats a name
                    "stream_options": {}                 | stream_options  | stream_options must be null unless stream is true
                    """)
    void rejectsInvalidValues(String fields, String param, String message) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> Bodies.request(fields))
            .withMessage(message)
            .satisfies((ex) -> {
                assertThat(ex.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
                assertThat(ex.param()).isEqualTo(param);
            });
    }

    @Test
    void clampsMaxTokensIfConfigured() {
        CompletionLimits lenient = new CompletionLimits(1, 1, 1, 0, true, new StopLimits(0, 1, 0),
                new SamplingLimits(0, 0, 1));

        assertThat(Bodies.request("\"max_tokens\": 5000", lenient, GenerationConfig.NONE).length().clampMaxTokens())
            .isTrue();
        assertThat(Bodies.request("\"max_tokens\": 5000").length().clampMaxTokens()).isFalse();
    }

    @Test
    void bestOfIsAtMostTheNumberOfChoices() {
        CompletionLimits limits = new CompletionLimits(4, 1, 1, 0, true, new StopLimits(0, 1, 0),
                new SamplingLimits(0, 0, 1));

        assertThat(Bodies.LIMITS.maxBestOf()).isEqualTo(20);
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> Bodies.request("\"best_of\": 5", limits, GenerationConfig.NONE))
            .withMessage("best_of must be from 1 to 4; given: 5");
    }

}
