package io.inkwell.openai;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UnsupportedFieldsTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            suffix                           | "end"                   | a string
            tools                            | [{}]                    | a list
            prompt_embeds                    | "gAJ9cQAu"              | a string
            structural_tag                   | "a"                     | a string
            grammar_string                   | "root"                  | a string
            regex                            | "a+"                    | a string
            ebnf                             | "root"                  | a string
            stop_regex                       | ["a"]                   | a list
            dry_multiplier                   | 0.8                     | 0.8
            xtc_probability                  | 0.5                     | 0.5
            mirostat                         | 2                       | 2
            mirostat_mode                    | 1                       | 1
            dynatemp_range                   | 0.5                     | 0.5
            top_n_sigma                      | 1                       | 1
            top_a                            | 0.2                     | 0.2
            tfs                              | 0.9                     | 0.9
            tfs_z                            | 0.9                     | 0.9
            smoothing_factor                 | 0.3                     | 0.3
            top_h                            | 0.4                     | 0.4
            guidance_scale                   | 1.5                     | 1.5
            sequence_bias                    | [[[1], 2.0]]            | a list
            encoder_repetition_penalty       | 1.1                     | 1.1
            exponential_decay_length_penalty | [5, 1.1]                | a list
            watermark                        | true                    | true
            preset                           | "Big O"                 | a string
            lora                             | [{"id": 0}]             | a list
            lora_path                        | "a"                     | a string
            adapter_id                       | "a"                     | a string
            """)
    void rejectsUnsupportedValues(String field, String value, String given) {
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> Bodies.request("\"prompt\": \"a\", \"%s\": %s".formatted(field, value)))
            .withMessage(field + " is not supported; given: " + given)
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo(field));
    }

    @ParameterizedTest
    @ValueSource(strings = { "parameters", "options", "extra_body" })
    void suggestsToMoveNestedFieldsToTheTopLevel(String field) {
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> Bodies.request("\"%s\": {\"top_k\": 1}".formatted(field)))
            .withMessage(
                    field + " is not supported: move its fields to the top level of the body; given: a JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"suffix\": \"\"", "\"tools\": []", "\"prompt_embeds\": null",
            "\"response_format\": {\"type\": \"text\"}", "\"grammar\": \"\"", "\"stop_regex\": []",
            "\"dry_multiplier\": 0.0", "\"xtc_probability\": 0", "\"xtc_threshold\": 0.1", "\"mirostat\": 0",
            "\"top_n_sigma\": -1.0", "\"tfs_z\": 1.0", "\"repeat_penalty\": 1", "\"repeat_last_n\": 64",
            "\"guidance_scale\": 1.0", "\"watermark\": false", "\"lora\": []", "\"preset\": \"\"", "\"preset\": null",
            "\"custom\": null", "\"preset\": []", "\"backend_sampling\": null", "\"n_probs\": null",
            "\"max_new_tokens\": null", "\"user\": null", "\"logits_processors\": null" })
    void ignoresNeutralValues(String field) {
        assertThat(Bodies.request(field)).isEqualTo(Bodies.request(""));
    }

}
