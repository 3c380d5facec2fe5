package io.inkwell.access;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Responses while the service is not ready. */
@InkwellService
class ReadinessGateIT {

    private final ServiceClient service;

    private final ApplicationContext context;

    ReadinessGateIT(@LocalServerPort int port, @Autowired ApplicationContext context) {
        this.service = new ServiceClient(port);
        this.context = context;
    }

    @BeforeEach
    void rejectTraffic() {
        AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
    }

    @AfterEach
    void acceptTraffic() {
        AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "/v1/completions", "/v1/chat/completions", "/v1/responses", "/v1/embeddings", "/tokenize" })
    void rejectsWorkTemporarily(String path) {
        Answer answer = this.service.post(path, "{\"prompt\": \"a\"}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(answer.error().path("code").stringValue()).isEqualTo("unavailable");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/livez", "/v1/models", "/actuator/prometheus", "/docs" })
    void servesReadOnlyPaths(String path) {
        assertThat(this.service.get(path).status()).isEqualTo(200);
    }

}
