package io.inkwell.web;

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
class AcceptHeaderIT {

    private final ServiceClient service;

    AcceptHeaderIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/v1/models", "/v1/models/default", "/version", "/tokenizer_info", "/metrics",
            "/actuator/prometheus", "/actuator/health" })
    void rejectsUnsupportedTypes(String path) {
        Answer answer = get(path, "image/png");

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.error().path("message").stringValue())
            .isEqualTo("the Accept header must allow a media type that this path produces");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/event-stream                            | /v1/models
            text/event-stream                            | /version
            text/event-stream, application/json          | /tokenizer_info
            text/event-stream;charset=UTF-8, */*;q=0.1   | /v1/models/default
            application/x-ndjson                         | /v1/models
            """)
    void returnsJsonIfAStreamIsAccepted(String accepted, String path) {
        Answer answer = get(path, accepted);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.json()).isEqualTo(this.service.get(path).json());
    }

    @ParameterizedTest
    @ValueSource(strings = { "/v1/models", "/metrics", "/actuator/prometheus", "/actuator/health", "/ping" })
    void emptyHeaderCountsAsAbsent(String path) {
        Answer answer = get(path, "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
            .isEqualTo(this.service.get(path).headers().firstValue("Content-Type"));
    }

    @Test
    void rejectsAnInvalidHeader() {
        assertThat(get("/v1/models", "nonsense").status()).isEqualTo(406);
    }

    private Answer get(String path, String accepted) {
        return this.service.send(this.service.to(path).header("Accept", accepted).build());
    }

}
