package io.inkwell.web.fields;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.error.ServiceException;
import io.inkwell.registry.defaults.TokenDefaults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SamplingFieldsTests {

    private static final SamplingLimits LIMITS = new SamplingLimits(2, 2, 5);

    private static final JsonMapper JSON = JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .build();

    @Test
    void noFieldsGivePlainSampling() {
        SamplingFields fields = read("{}");

        assertThat(fields.toParams(LIMITS, TokenDefaults.NONE)).isEqualTo(SamplingParams.DEFAULT);
        assertThat(fields.badWords(LIMITS)).isEmpty();
    }

    @Test
    void readsEveryField() {
        SamplingFields fields = read("""
                {"temperature": 0.5, "top_p": 0.9, "top_k": 40, "min_p": 0.1, "typical_p": 0.8,
                 "epsilon_cutoff": 0.01, "eta_cutoff": 0.02, "repetition_penalty": 1.2, "presence_penalty": -1,
                 "frequency_penalty": 2, "no_repeat_ngram_size": 3, "logit_bias": {"50256": -100, "7": 0.5},
                 "allowed_token_ids": [7, 9, 7], "bad_words": ["a", " bcde"]}""");

        assertThat(fields.toParams(LIMITS, TokenDefaults.NONE)).isEqualTo(SamplingParams.builder()
            .temperature(0.5f)
            .topP(0.9f)
            .topK(40)
            .minP(0.1f)
            .typicalP(0.8f)
            .epsilonCutoff(0.01f)
            .etaCutoff(0.02f)
            .repetitionPenalty(1.2f)
            .presencePenalty(-1)
            .frequencyPenalty(2)
            .noRepeatNgramSize(3)
            .logitBias(Map.of(50256, -100f, 7, 0.5f))
            .allowedTokenIds(Set.of(7, 9))
            .build());
        assertThat(fields.badWords(LIMITS)).containsExactly("a", " bcde");
    }

    @ParameterizedTest
    @ValueSource(ints = { -1, 0 })
    void topKOfZeroOrMinusOneKeepsAllTokens(int topK) {
        assertThat(read("{\"top_k\": %d}".formatted(topK)).toParams(LIMITS, TokenDefaults.NONE))
            .isEqualTo(SamplingParams.DEFAULT);
    }

    @Test
    void takesOmittedFieldsFromTheDefaults() {
        SamplingFields defaults = read("""
                {"temperature": 0.5, "top_p": 0.9, "top_k": 40, "min_p": 0.1, "typical_p": 0.8,
                 "epsilon_cutoff": 0.01, "eta_cutoff": 0.02, "repetition_penalty": 1.2, "presence_penalty": -1,
                 "frequency_penalty": 2, "no_repeat_ngram_size": 3, "logit_bias": {"7": 0.5},
                 "allowed_token_ids": [7], "bad_words": ["a"]}""");
        SamplingFields neutral = read("""
                {"temperature": 1, "top_p": 1, "top_k": 0, "min_p": 0, "typical_p": 1, "epsilon_cutoff": 0,
                 "eta_cutoff": 0, "repetition_penalty": 1, "presence_penalty": 0, "frequency_penalty": 0,
                 "no_repeat_ngram_size": 0, "logit_bias": {}, "allowed_token_ids": [1], "bad_words": []}""");

        assertThat(read("{}").orElse(defaults)).isEqualTo(defaults);
        assertThat(neutral.orElse(defaults)).isEqualTo(neutral);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    {"temperature": 2.1}                       | temperature       | temperature must be in [0, 2]; given: 2.1
                    {"top_k": -2}                              | top_k             | top_k must be -1 or at least 0; given: -2
                    {"top_p": -0.1}                            | top_p             | top_p must be in [0, 1]; given: -0.1
                    {"min_p": 1.1}                             | min_p             | min_p must be in [0, 1]; given: 1.1
                    {"typical_p": 0}                           | typical_p         | typical_p must be in (0, 1]; given: 0.0
                    {"epsilon_cutoff": 1}                      | epsilon_cutoff    | epsilon_cutoff must be in [0, 1); given: 1.0
                    {"eta_cutoff": -0.1}                       | eta_cutoff        | eta_cutoff must be in [0, 1); given: -0.1
                    {"repetition_penalty": 0}                  | repetition_penalty | repetition_penalty must be in [0.01, 100]; given: 0.0
                    {"presence_penalty": 3}                    | presence_penalty  | presence_penalty must be in [-2, 2]; given: 3.0
                    {"frequency_penalty": -3}                  | frequency_penalty | frequency_penalty must be in [-2, 2]; given: -3.0
                    {"no_repeat_ngram_size": -1}               | no_repeat_ngram_size | no_repeat_ngram_size must be at least 0; given: -1
                    {"logit_bias": {"1": 100.5}}               | logit_bias        | logit_bias must be in [-100, 100]; given: 100.5
                    {"logit_bias": {"1": 1e400}}               | logit_bias        | logit_bias must be in [-100, 100]; given: Infinity
                    {"logit_bias": {"1": -1e400}}              | logit_bias        | logit_bias must be in [-100, 100]; given: -3.4028235E38
                    {"logit_bias": {"1": true}}                | logit_bias        | logit_bias must be a JSON object of numbers, or of false for a token to ban; given: true
                    {"logit_bias": {"1": "5"}}                 | logit_bias        | logit_bias must be a JSON object of numbers, or of false for a token to ban; given: a string
                    {"logit_bias": {"1": null}}                | logit_bias        | logit_bias must be a JSON object of numbers, or of false for a token to ban; given: null
                    {"logit_bias": {" 1": 5}}                  | logit_bias        | logit_bias must be a JSON object whose keys are token ids; given: another key
                    {"logit_bias": {"01": 5}}                  | logit_bias        | logit_bias must be a JSON object whose keys are token ids; given: another key
                    {"logit_bias": {"+1": 5}}                  | logit_bias        | logit_bias must be a JSON object whose keys are token ids; given: another key
                    {"logit_bias": {"1.0": 5}}                 | logit_bias        | logit_bias must be a JSON object whose keys are token ids; given: another key
                    {"logit_bias": {"١": 5}}                   | logit_bias        | logit_bias must be a JSON object whose keys are token ids; given: another key
                    {"logit_bias": [[1, 5], [1, 6]]}           | logit_bias        | logit_bias must be a list that contains each token once; given: 1 more than once
                    {"logit_bias": {"2147483648": 5}}          | logit_bias        | logit_bias must be a JSON object whose keys are token ids; given: another key
                    {"logit_bias": {"-1": 5}}                  | logit_bias        | logit_bias must be limited to token ids of at least 0; given: -1
                    {"logit_bias": {"1": 1, "2": 1, "3": 1}}   | logit_bias        | the number of tokens in logit_bias must be from 0 to 2; given: 3
                    {"allowed_token_ids": []}                  | allowed_token_ids | allowed_token_ids must be null or contain at least one token id; given: an empty list
                    {"allowed_token_ids": [-1]}                | allowed_token_ids | allowed_token_ids must be token ids of at least 0; given: -1
                    """)
    void rejectsInvalidValues(String body, String param, String message) {
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> read(body).toParams(LIMITS, TokenDefaults.NONE))
            .withMessage(message)
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo(param));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"bad_words": ["a", "b", "c"]} | the number of bad words must be from 0 to 2; given: 3
            {"bad_words": ["a", ""]}       | the length of a bad word must be from 1 to 5; given: 0
            {"bad_words": ["abcdef"]}      | the length of a bad word must be from 1 to 5; given: 6
            """)
    void rejectsInvalidBadWords(String body, String message) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> read(body).badWords(LIMITS))
            .withMessage(message)
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo("bad_words"));
    }

    private static SamplingFields read(String body) {
        return JSON.readValue(body, SamplingFields.class);
    }

}
