package io.inkwell.openai;

import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.inkwell.error.ServiceException;
import io.inkwell.web.fields.FieldAliases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Errors use the field names that the client sent. */
class ClientFieldNamesTests {

    /** For each field, an invalid value. */
    private static final Map<String, String> WRONG = Map.ofEntries(Map.entry("max_tokens", "3000000000"),
            Map.entry("min_tokens", "-1"), Map.entry("n", "0"), Map.entry("stop", "[\"\"]"), Map.entry("seed", "0.5"),
            Map.entry("temperature", "-1"), Map.entry("typical_p", "-1"), Map.entry("repetition_penalty", "-1"),
            Map.entry("presence_penalty", "9"), Map.entry("frequency_penalty", "9"), Map.entry("echo", "7"),
            Map.entry("include_stop_str_in_output", "7"), Map.entry("return_token_ids", "7"),
            Map.entry("truncate_prompt_tokens", "0"), Map.entry("prompt", "[1, \"a\"]"),
            Map.entry("add_special_tokens", "7"));

    static Stream<Arguments> otherNames() {
        return FieldAliases.targets()
            .entrySet()
            .stream()
            .flatMap((alias) -> alias.getValue()
                .stream()
                .filter(WRONG::containsKey)
                .map((field) -> Arguments.of(alias.getKey(), WRONG.get(field))));
    }

    @ParameterizedTest
    @MethodSource("otherNames")
    void errorsUseTheAliasThatWasSent(String name, String value) {
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> Bodies.request("\"%s\": %s".formatted(name, value)))
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo(name))
            .withMessageStartingWith(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    "max_new_tokens": -7                       | max_new_tokens   | max_new_tokens must be at least -1; given: -7
                    "min_new_tokens": 5, "max_tokens": 4       | min_new_tokens   | min_new_tokens must be at most max_tokens (4); given: 5
                    "min_tokens": 5, "num_predict": 4          | min_tokens       | min_tokens must be at most num_predict (4); given: 5
                    "num_return_sequences": 3, "best_of": 2    | best_of          | best_of must be at least num_return_sequences (3); given: 2
                    "n_predict": 9, "truncation_length": 9     | truncation_length | truncation_length must be 0 or more than n_predict; given: 9
                    "temp": 0.5, "do_sample": false            | do_sample        | do_sample must be true or omitted when temp is 0.5; given: false
                    "n_probs": 99                              | n_probs          | n_probs must be from 0 to 20; given: 99
                    "stop_words": ["a", "b", "c"]              | stop_words       | stop_words: the number of stop strings must be from 0 to 2; given: 3
                    "inputs": [[1], 7]                         | inputs[1]        | inputs[1] must be a string or a list of token ids; given: 7
                    "suppress_tokens": [-1]                    | suppress_tokens  | suppress_tokens must be limited to token ids of at least 0; given: -1
                    "banned_tokens": [1, 2, 3]                 | banned_tokens    | the number of tokens in banned_tokens must be from 0 to 2; given: 3
                    "max_tokens": null, "max_new_tokens": -2   | max_new_tokens   | max_new_tokens must be at least -1; given: -2
                    "max_tokens": -2, "max_new_tokens": -2     | max_tokens       | max_tokens must be at least -1; given: -2
                    "prompt": "a", "n": 0                      | n                | n must be from 1 to 32; given: 0
                    """)
    void messagesUseTheAliasThatWasSent(String fields, String param, String message) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> Bodies.request(fields))
            .withMessage(message)
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo(param));
    }

}
