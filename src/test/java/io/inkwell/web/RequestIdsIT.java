package io.inkwell.web;

import java.net.http.HttpRequest.BodyPublishers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

@InkwellService
class RequestIdsIT {

    private static final String HEADER = "X-Request-Id";

    private final ServiceClient service;

    RequestIdsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void completionIdContainsTheRequestId(boolean stream) {
        Answer answer = post("{\"max_tokens\": 2, \"stream\": %s}".formatted(stream), "abc/7");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().allValues(HEADER)).containsExactly("abc/7");
        assertThat(answer.body()).contains("\"id\":\"cmpl-abc/7\"");
    }

    @Test
    void generatesAMissingRequestId() {
        Answer answer = this.service.post("{\"max_tokens\": 1}");

        assertThat(answer.json().path("id").stringValue())
            .isEqualTo("cmpl-" + answer.headers().firstValue(HEADER).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"n": 0}          | 400
            {                 | 400
            {"model": "none"} | 404
            """)
    void errorsHaveTheRequestId(String body, int status) {
        Answer answer = post(body, "abc-8");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().allValues(HEADER)).containsExactly("abc-8");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/v1/models", "/nothing", "/v1/completions", "/livez" })
    void everyResponseHasTheRequestId(String path) {
        assertThat(this.service.get(path).headers().allValues(HEADER)).hasSize(1);
    }

    private Answer post(String body, String id) {
        return this.service.send(this.service.to("/v1/completions")
            .header("Content-Type", "application/json")
            .header(HEADER, id)
            .POST(BodyPublishers.ofString(body))
            .build());
    }

}
