package io.inkwell.openai;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.completion.CompletionRequest;
import io.inkwell.decoding.search.BeamSearchParams;
import io.inkwell.decoding.search.BeamSearchParams.EarlyStopping;
import io.inkwell.decoding.search.ContrastiveSearchParams;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SearchFieldsTests {

    @Test
    void readsEveryFieldOfBeamSearch() {
        CompletionRequest request = Bodies.request("""
                "use_beam_search": true, "num_beams": 6, "n": 2, "length_penalty": 0.5, "early_stopping": "never",
                "num_beam_groups": 3, "diversity_penalty": 1.5""");

        assertThat(request.choices().search()).isEqualTo(new BeamSearchParams(6, 3, 1.5f, 0.5f, EarlyStopping.NEVER));
        assertThat(request.choices().numChoices()).isEqualTo(2);
    }

    @Test
    void usesNBeamsByDefault() {
        assertThat(Bodies.request("\"use_beam_search\": true, \"n\": 4").choices().search())
            .isEqualTo(new BeamSearchParams(4, 1, 0, 1, EarlyStopping.FALSE));
    }

    @ParameterizedTest
    @CsvSource({ "true, TRUE", "false, FALSE", "null, FALSE", "'\"never\"', NEVER" })
    void readsEveryValueOfEarlyStopping(String json, EarlyStopping expected) {
        assertThat(Bodies.request("\"use_beam_search\": true, \"early_stopping\": " + json).choices().search())
            .isEqualTo(new BeamSearchParams(1, 1, 0, 1, expected));
    }

    @Test
    void readsContrastiveSearch() {
        assertThat(Bodies.request("\"penalty_alpha\": 0.6, \"top_k\": 4").choices().search())
            .isEqualTo(new ContrastiveSearchParams(4, 0.6f));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "\"use_beam_search\": false", "\"num_beams\": 1, \"length_penalty\": 1.0",
            "\"penalty_alpha\": 0, \"top_k\": 4", "\"num_beam_groups\": 1, \"diversity_penalty\": 0",
            "\"early_stopping\": false" })
    void samplesUnlessASearchIsRequested(String fields) {
        assertThat(Bodies.request(fields).choices().search()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"temperature\": 0", "\"temperature\": 1", "\"top_p\": 1", "\"min_p\": 0",
            "\"typical_p\": 1", "\"epsilon_cutoff\": 0", "\"eta_cutoff\": 0", "\"best_of\": 1", "\"seed\": 5",
            "\"repetition_penalty\": 1.3", "\"presence_penalty\": 1", "\"logit_bias\": {\"5\": -100}",
            "\"no_repeat_ngram_size\": 2", "\"echo\": true, \"logprobs\": 3", "\"prompt_logprobs\": 1" })
    void combinesWithSupportedFields(String fields) {
        assertThat(Bodies.request("\"use_beam_search\": true, \"top_k\": -1, " + fields).choices().search())
            .isNotNull();
        assertThat(Bodies.request("\"penalty_alpha\": 0.6, \"top_k\": 8, " + fields).choices().search()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    "temperature": 0.7             | temperature      | 0 or 1 when use_beam_search is true; given: 0.7
                    "top_k": 5                     | top_k            | 0 or -1 when use_beam_search is true; given: 5
                    "top_p": 0.9                   | top_p            | 1 when use_beam_search is true; given: 0.9
                    "min_p": 0.1                   | min_p            | 0 when use_beam_search is true; given: 0.1
                    "typical_p": 0.9               | typical_p        | 1 when use_beam_search is true; given: 0.9
                    "epsilon_cutoff": 0.1          | epsilon_cutoff   | 0 when use_beam_search is true; given: 0.1
                    "eta_cutoff": 0.1              | eta_cutoff       | 0 when use_beam_search is true; given: 0.1
                    "penalty_alpha": 0.6           | penalty_alpha    | 0 when use_beam_search is true; given: 0.6
                    "best_of": 2                   | best_of          | at most n (1) for beam search and contrastive search; given: 2
                    "num_beams": 0                 | num_beams        | from 1 to 8; given: 0
                    "num_beams": 9                 | num_beams        | from 1 to 8; given: 9
                    "n": 9                         | n                | from 1 to 8; given: 9
                    "num_beams": 4, "n": 5         | n                | at most num_beams (4); given: 5
                    "num_beams": 4, "num_beam_groups": 3 | num_beam_groups | a divisor of num_beams, 4; given: 3
                    "num_beams": 4, "num_beam_groups": 0 | num_beam_groups | a divisor of num_beams, 4; given: 0
                    "diversity_penalty": -1        | diversity_penalty | in [0, 100]; given: -1.0
                    "length_penalty": 101          | length_penalty   | in [-10, 10]; given: 101.0
                    "early_stopping": "always"     | early_stopping   | true, false or "never"; given: a string
                    "stream": true                 | stream           | false for beam search and contrastive search; given: true
                    """)
    void rejectsFieldsThatBeamSearchDoesNotSupport(String fields, String param, String rule) {
        assertRejected("\"use_beam_search\": true, " + fields, param, rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    "temperature": 0.7, "top_k": 4 | temperature   | 0 or 1 when penalty_alpha is set; given: 0.7
                    "top_p": 0.9, "top_k": 4       | top_p         | 1 when penalty_alpha is set; given: 0.9
                    "n": 2, "top_k": 4             | n             | 1 when penalty_alpha is set; given: 2
                    "best_of": 2, "top_k": 4       | best_of       | at most n (1) for beam search and contrastive search; given: 2
                    "seed": 1                      | top_k         | from 2 to 8 when penalty_alpha is set; given: nothing
                    "top_k": 1                     | top_k         | from 2 to 8 when penalty_alpha is set; given: 1
                    "top_k": -1                    | top_k         | from 2 to 8 when penalty_alpha is set; given: -1
                    "top_k": 9                     | top_k         | from 2 to 8 when penalty_alpha is set; given: 9
                    "stream": true, "top_k": 4     | stream        | false for beam search and contrastive search; given: true
                    """)
    void rejectsFieldsThatContrastiveSearchDoesNotSupport(String fields, String param, String rule) {
        assertRejected("\"penalty_alpha\": 0.6, " + fields, param, rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    "num_beams": 4                          | num_beams         | 1 unless use_beam_search is true; given: 4
                    "length_penalty": 0.5                   | length_penalty    | 1 unless use_beam_search is true; given: 0.5
                    "num_beam_groups": 2                    | num_beam_groups   | 1 unless use_beam_search is true; given: 2
                    "diversity_penalty": 0.1                | diversity_penalty | 0 unless use_beam_search is true; given: 0.1
                    "early_stopping": true                  | early_stopping    | false unless use_beam_search is true; given: true
                    "early_stopping": "never"               | early_stopping    | false unless use_beam_search is true; given: never
                    "penalty_alpha": -0.1, "top_k": 4       | penalty_alpha     | in (0, 1] for contrastive search; given: -0.1
                    "penalty_alpha": 1.1, "top_k": 4        | penalty_alpha     | in (0, 1] for contrastive search; given: 1.1
                    """)
    void rejectsSearchFieldsWithoutASearch(String fields, String param, String rule) {
        assertRejected(fields, param, rule);
    }

    @Test
    void countsTheBeamsOfEveryPrompt() {
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> Bodies.request(
                    "\"prompt\": [\"a\", \"b\", \"c\", \"d\", \"e\"], \"use_beam_search\": true, \"num_beams\": 8"))
            .withMessage("the number of prompts times num_beams must be from 1 to 32; given: 40");
    }

    private static void assertRejected(String fields, String param, String rule) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> Bodies.request(fields))
            .withMessage(param + " must be " + rule)
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo(param));
    }

}
