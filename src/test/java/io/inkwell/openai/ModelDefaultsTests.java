package io.inkwell.openai;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.completion.CompletionRequest;
import io.inkwell.completion.prompt.TotalLength;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.search.BeamSearchParams.EarlyStopping;
import io.inkwell.decoding.search.BeamSearchParams;
import io.inkwell.decoding.search.ContrastiveSearchParams;
import io.inkwell.registry.defaults.GenerationConfig;

import static org.assertj.core.api.Assertions.assertThat;

/** The effect of a model's generation config on omitted fields. */
class ModelDefaultsTests {

    private static final String SAMPLING = """
            {"do_sample": true, "temperature": 0.7, "top_k": 40, "top_p": 0.9, "min_p": 0.1, "typical_p": 0.8,
             "epsilon_cutoff": 0.01, "eta_cutoff": 0.02, "repetition_penalty": 1.2, "no_repeat_ngram_size": 3,
             "max_new_tokens": 50}""";

    private static final String BEAMS = "{\"num_beams\": 4, \"length_penalty\": 2, \"early_stopping\": true}";

    @Test
    void defaultsApplyToOmittedFields() {
        CompletionRequest request = request("", SAMPLING);

        assertThat(request.sampling()).isEqualTo(SamplingParams.builder()
            .temperature(0.7f)
            .topK(40)
            .topP(0.9f)
            .minP(0.1f)
            .typicalP(0.8f)
            .epsilonCutoff(0.01f)
            .etaCutoff(0.02f)
            .repetitionPenalty(1.2f)
            .noRepeatNgramSize(3)
            .build());
        assertThat(request.length().maxTokens()).isEqualTo(50);
        assertThat(request.length().clampMaxTokens()).isTrue();
    }

    @Test
    void requestOverridesDefaults() {
        CompletionRequest request = request("""
                "temperature": 1, "top_k": -1, "top_p": 1, "min_p": 0, "typical_p": 1, "epsilon_cutoff": 0,
                "eta_cutoff": 0, "repetition_penalty": 1, "no_repeat_ngram_size": 0, "max_tokens": 16""", SAMPLING);

        assertThat(request).isEqualTo(Bodies.request(""));
    }

    @Test
    void modelWithoutSamplingIsGreedyUnlessTheRequestSetsATemperature() {
        String config = "{\"do_sample\": false, \"temperature\": 0.7}";

        assertThat(request("", config).sampling().isGreedy()).isTrue();
        assertThat(request("\"temperature\": 0.5", config).sampling().temperature()).isEqualTo(0.5f);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"use_beam_search\": true", "\"penalty_alpha\": 0.6, \"top_k\": 4" })
    void samplingDefaultsAllowASearch(String fields) {
        assertThat(request(fields, SAMPLING).choices().search()).isNotNull();
    }

    @Test
    void defaultsMayEnableBeamSearch() {
        assertThat(request("", BEAMS).choices().search())
            .isEqualTo(new BeamSearchParams(4, 1, 0, 2, EarlyStopping.TRUE));
        assertThat(request("\"n\": 2", BEAMS).choices().search()).isNotNull();
    }

    @Test
    void defaultsMayEnableContrastiveSearch() {
        assertThat(request("", "{\"penalty_alpha\": 0.6, \"top_k\": 4}").choices().search())
            .isEqualTo(new ContrastiveSearchParams(4, 0.6f));
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"stream\": true", "\"n\": 5", "\"best_of\": 2", "\"temperature\": 0.5", "\"top_p\": 0.5",
            "\"top_k\": 5", "\"use_beam_search\": false",
            "\"prompt\": [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\", \"i\"]" })
    void defaultSearchIsOffForIncompatibleRequests(String fields) {
        assertThat(request(fields, BEAMS).choices().search()).isNull();
    }

    @Test
    void defaultSearchIsOffBeyondMaxBeams() {
        assertThat(request("", "{\"num_beams\": 9}").choices().search()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"max_length": 30}                       |                   |    | 30 | 0 | 0
            {"max_length": 30, "max_new_tokens": 20} |                   | 20 |    | 0 | 0
            {"max_length": 30, "min_length": 5}      | "max_tokens": 7   | 7  |    | 0 | 5
            {"min_new_tokens": 5, "min_length": 9}   |                   | 16 |    | 5 | 0
            {"min_new_tokens": 50}                   | "max_tokens": 7   | 7  |    | 50 | 0
            {"min_new_tokens": 5}                    | "min_tokens": 2   | 16 |    | 2 | 0
            {"max_new_tokens": 5}                    | "min_tokens": 9   | 16 |    | 9 | 0
            """)
    void defaultsLimitTheLength(String config, String fields, Integer maxTokens, Integer maxTotal, int minTokens,
            int minTotal) {
        CompletionRequest request = request((fields != null) ? fields : "", config);

        assertThat(request.length().maxTokens()).isEqualTo(maxTokens);
        assertThat(request.length().total()).isEqualTo(new TotalLength(maxTotal, minTotal));
        assertThat(request.length().minTokens()).isEqualTo(minTokens);
    }

    @Test
    void requestReplacesBadWords() {
        String config = "{\"bad_words_ids\": [[1, 2]]}";

        assertThat(request("", config).sampling().badWords()).containsExactly(List.of(1, 2));
        assertThat(request("\"bad_words\": [\"a\"]", config).sampling().badWords()).isEmpty();
    }

    @Test
    void suppressedTokensStaySuppressed() {
        String config = "{\"suppress_tokens\": [3], \"sequence_bias\": [[[3], 9], [[4], 1]]}";

        assertThat(request("", config).sampling().logitBias()).isEqualTo(Map.of(3, Float.NEGATIVE_INFINITY, 4, 1f));
        assertThat(request("\"logit_bias\": {\"3\": 5, \"6\": 2}", config).sampling().logitBias())
            .isEqualTo(Map.of(3, Float.NEGATIVE_INFINITY, 6, 2f));
    }

    @Test
    void requestReplacesBiases() {
        String config = "{\"sequence_bias\": [[[1], 2.5]]}";

        assertThat(request("", config).sampling().logitBias()).isEqualTo(Map.of(1, 2.5f));
        assertThat(request("\"logit_bias\": {\"5\": 1}", config).sampling().logitBias()).isEqualTo(Map.of(5, 1f));
    }

    @Test
    void requestReplacesStopStrings() {
        // Longer and more numerous than the limits for a request.
        String config = "{\"stop_strings\": [\"the end\", \"b\", \"c\"]}";

        assertThat(request("", config).stop().strings()).containsExactly("the end", "b", "c");
        assertThat(request("\"stop\": []", config).stop().strings()).isEmpty();
        assertThat(request("\"stop\": \"x\"", config).stop().strings()).containsExactly("x");
    }

    private static CompletionRequest request(String fields, String config) {
        return Bodies.request(fields, Bodies.LIMITS, GenerationConfig.read(config.getBytes(StandardCharsets.UTF_8)));
    }

}
