package io.inkwell.openai;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.inkwell.completion.CompletionRequest;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StopFieldsTests {

    @Test
    void readsEveryStopField() {
        CompletionRequest request = Bodies.request("""
                "stop": ["a", "bcdef"], "stop_token_ids": [7, 7, 9], "min_tokens": 16, "ignore_eos": true,
                "include_stop_str_in_output": true, "skip_special_tokens": false""");

        assertThat(request.stop().strings()).containsExactly("a", "bcdef");
        assertThat(request.stop().tokenIds()).containsExactlyInAnyOrder(7, 9);
        assertThat(request.length().minTokens()).isEqualTo(16);
        assertThat(request.stop().ignoreEos()).isTrue();
        assertThat(request.stop().includeStop()).isTrue();
        assertThat(request.output().skipSpecialTokens()).isFalse();
    }

    @Test
    void readsASingleStopStringOrAnEmptyList() {
        assertThat(Bodies.request("\"stop\": \"a\"").stop().strings()).containsExactly("a");
        assertThat(Bodies.request("\"stop\": []").stop().strings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "stop": ["a", "b", "c"]             | stop       | the number of stop strings must be from 0 to 2; given: 3
            "stop": ""                          | stop       | the length of a stop string must be from 1 to 5; given: 0
            "stop": "abcdef"                    | stop       | the length of a stop string must be from 1 to 5; given: 6
            "stop": 1                           | stop       | stop must be a string or a list of strings; given: 1
            "stop": [null]                      | stop       | stop must be a string or a list of strings; given: null
            "min_tokens": -1                    | min_tokens | min_tokens must be at least 0; given: -1
            "min_tokens": 17                    | min_tokens | min_tokens must be at most max_tokens (16); given: 17
            "min_tokens": 4, "max_tokens": 3    | min_tokens | min_tokens must be at most max_tokens (3); given: 4
            """)
    void rejectsInvalidValues(String fields, String param, String message) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> Bodies.request(fields))
            .withMessage(message)
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo(param));
    }

}
