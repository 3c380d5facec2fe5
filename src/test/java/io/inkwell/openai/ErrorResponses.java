package io.inkwell.openai;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Asserts that a response is an error in OpenAI's format. */
final class ErrorResponses {

    private ErrorResponses() {
    }

    static void assertRejected(Answer answer, @Nullable String param, String message) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertError(answer, "invalid_request_error", param, message);
        assertThat(answer.error().path("code").isNull()).isTrue();
    }

    static void assertError(Answer answer, String type, @Nullable String param, String message) {
        JsonNode error = answer.error();
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.json().propertyNames()).containsExactly("error");
        assertThat(error.propertyNames()).containsExactly("message", "type", "param", "code");
        assertThat(error.path("message").stringValue()).isEqualTo(message);
        assertThat(error.path("type").stringValue()).isEqualTo(type);
        assertThat(error.path("param").stringValue(null)).isEqualTo(param);
    }

}
