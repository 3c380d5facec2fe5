package io.inkwell.openai;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** Aliases of completion fields. */
class FieldAliasesTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "max_completion_tokens": 4      | "max_tokens": 4
            "max_new_tokens": 4             | "max_tokens": 4
            "max_output_tokens": 4          | "max_tokens": 4
            "max_gen_len": 4                | "max_tokens": 4
            "max_tokens_to_sample": 4       | "max_tokens": 4
            "n_predict": 4                  | "max_tokens": 4
            "n_predict": -1                 | "max_tokens": -1
            "num_predict": -2               | "max_tokens": -1
            "min_new_tokens": 2             | "min_tokens": 2
            "num_return_sequences": 3       | "n": 3
            "num_generations": 3            | "n": 3
            "n_cmpl": 3                     | "n": 3
            "stop_strings": "a"             | "stop": "a"
            "stop_strings": ["a", "b"]      | "stop": ["a", "b"]
            "stop_sequences": ["a"]         | "stop": ["a"]
            "stop_sequence": ["a"]          | "stop": ["a"]
            "stopping_strings": ["a"]       | "stop": ["a"]
            "stop_words": ["a"]             | "stop": ["a"]
            "stop": [], "stop_words": ["a"] | "stop": ["a"]
            "stop": "a", "stop_words": []   | "stop": "a"
            "stop_words": [], "stop_strings": ["a"] | "stop": ["a"]
            "random_seed": 5                | "seed": 5
            "sampler_seed": 5               | "seed": 5
            "seed": -1                      | "seed": null
            "temp": 0.5                     | "temperature": 0.5
            "typical": 0.5                  | "typical_p": 0.5
            "typ_p": 0.5                    | "typical_p": 0.5
            "rep_pen": 1.5                  | "repetition_penalty": 1.5
            "rep_penalty": 1.5              | "repetition_penalty": 1.5
            "repeat_penalty": 1.5           | "repetition_penalty": 1.5
            "presence_pen": 1               | "presence_penalty": 1
            "pres_pen": 1                   | "presence_penalty": 1
            "frequency_pen": 1              | "frequency_penalty": 1
            "freq_pen": 1                   | "frequency_penalty": 1
            "n_probs": 2                    | "logprobs": 2
            "n_probs": 0                    | "logprobs": null
            "return_full_text": true        | "echo": true
            "no_stop_trim": true            | "include_stop_str_in_output": true
            "return_tokens": true           | "return_token_ids": true
            "truncate": 9                   | "truncate_prompt_tokens": 9
            "truncation_length": 9          | "truncate_prompt_tokens": 9
            "truncation_length": 9, "n_predict": 4 | "truncate_prompt_tokens": 5, "max_tokens": 4
            "truncation_length": 9, "truncate": 4 | "truncate_prompt_tokens": 4
            "truncation_length": 0          | "truncate_prompt_tokens": null
            "truncate": false               | "truncate_prompt_tokens": null
            "inputs": "a"                   | "prompt": "a"
            "suppress_tokens": [7, 8]       | "logit_bias": {"7": false, "8": false}
            "banned_tokens": [7]            | "logit_bias": {"7": false}
            "custom_token_bans": "7, 8"     | "logit_bias": {"7": false, "8": false}
            "custom_token_bans": ""         | "logit_bias": null
            "logit_bias": [[7, 1.5]]        | "logit_bias": {"7": 1.5}
            "logit_bias": [[7, false]]      | "logit_bias": {"7": false}
            "logit_bias": []                | "logit_bias": {}
            "do_sample": false              | "temperature": 0
            "do_sample": true               | "temperature": 1
            """)
    void aliasesGiveTheSameRequest(String given, String meant) {
        assertThat(Bodies.request(given)).isEqualTo(Bodies.request(meant));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "max_tokens": 4, "max_new_tokens": 4
            "stop": "a", "stopping_strings": ["a"]
            "stop": ["a"], "stop_sequence": ["a"]
            "stop": ["a", "b"], "stop_sequence": ["b", "a"]
            "stop": ["a"], "stop_sequence": []
            "repetition_penalty": 1.5, "rep_pen": 1.50
            "max_tokens": null, "n_predict": 4
            "do_sample": false, "temperature": 1
            "do_sample": false, "temperature": 0
            "do_sample": true, "temperature": 0.5
            "repeat_penalty": 1, "repeat_last_n": 64
            "rep_pen_range": 1024
            "repeat_penalty": 1.1, "repeat_last_n": -1
            "rep_pen": 1.1, "rep_pen_range": 0
            "presence_penalty": 1, "repeat_last_n": -1
            "presence_penalty": 0, "frequency_penalty": 0, "repeat_last_n": 64
            "rep_pen": 1, "rep_pen_slope": 0.7
            "rep_pen": 1.1, "rep_pen_slope": 0.7
            "rep_pen": 1.1, "rep_pen_slope": 1
            """)
    void acceptsEqualValuesUnderSeveralNames(String fields) {
        assertThatNoException().isThrownBy(() -> Bodies.request(fields));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    "max_tokens": 4, "max_new_tokens": 5       | max_new_tokens | max_new_tokens and max_tokens are the same field and must be equal; given: 5 and 4
                    "max_new_tokens": 4, "n_predict": 5        | n_predict      | n_predict and max_new_tokens are the same field and must be equal; given: 5 and 4
                    "stop": "a", "stop_strings": ["b"]         | stop_strings   | stop_strings and stop are the same field and must be equal; given: a list and a string
                    "do_sample": false, "temperature": 0.5     | do_sample      | do_sample must be true or omitted when temperature is 0.5; given: false
                    "do_sample": true, "temperature": 0        | do_sample      | do_sample must be false or omitted when temperature is 0; given: true
                    "do_sample": true, "use_beam_search": true | do_sample      | do_sample must be false when use_beam_search is true; given: true
                    "repeat_penalty": 1.1, "repeat_last_n": 64 | repeat_last_n  | repeat_last_n must be -1 when repeat_penalty is not 1, because that penalty covers the prompt and the whole output; given: 64
                    "rep_pen": 1.1, "rep_pen_range": 1024      | rep_pen_range  | rep_pen_range must be 0 when rep_pen is not 1, because that penalty covers the prompt and the whole output; given: 1024
                    "presence_penalty": 1, "repeat_last_n": 64 | repeat_last_n  | repeat_last_n must be -1 when presence_penalty is not 0, because that penalty covers the whole output; given: 64
                    "freq_pen": 1, "penalty_last_n": 0         | penalty_last_n | penalty_last_n must be -1 when freq_pen is not 0, because that penalty covers the whole output; given: 0
                    "pres_pen": 1, "penalty_range": 64         | penalty_range  | penalty_range must be -1 when pres_pen is not 0, because that penalty covers the whole output; given: 64
                    "max_tokens": 9, "truncation_length": 9    | truncation_length | truncation_length must be 0 or more than max_tokens; given: 9
                    "truncation_length": -1                    | truncation_length | truncation_length must be an integer of at least 0; given: -1
                    "max_new_tokens": "4"                      | max_new_tokens | max_new_tokens must be an integer of at most 32 bits; given: a string
                    "suppress_tokens": ["a"]                   | suppress_tokens | suppress_tokens must be a list of token ids; given: a string
                    "custom_token_bans": "a"                   | custom_token_bans | custom_token_bans must be a list of token ids; given: a string
                    "logit_bias": [7]                          | logit_bias     | logit_bias must be a JSON object, or a list of pairs of token id and bias; given: 7
                    """)
    void rejectsContradictoryValues(String fields, String param, String message) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> Bodies.request(fields))
            .withMessage(message)
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo(param));
    }

    @Test
    void rejectsInfinityUnderSeveralNames() {
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> Bodies.request("\"temperature\": 1e400, \"temp\": 1e400"))
            .withMessage("temperature must be in [0, 2]; given: Infinity");
    }

    @Test
    void unlimitedLengthGeneratesAsManyTokensAsFit() {
        assertThat(Bodies.request("\"max_tokens\": -1").length().maxTokens()).isNull();
    }

    @Test
    void topPOfZeroIsGreedy() {
        assertThat(Bodies.request("\"top_p\": 0").sampling().isGreedy()).isTrue();
    }

    @Test
    void combinesBansWithBiases() {
        assertThat(Bodies.request("\"logit_bias\": {\"7\": 2}, \"suppress_tokens\": [8]").sampling().logitBias())
            .containsEntry(7, 2f)
            .containsEntry(8, Float.NEGATIVE_INFINITY);
    }

}
