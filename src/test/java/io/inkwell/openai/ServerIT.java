package io.inkwell.openai;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;

@InkwellService
class ServerIT {

    private final ServiceClient service;

    private final ApplicationContext context;

    ServerIT(@LocalServerPort int port, @Autowired ApplicationContext context) {
        this.service = new ServiceClient(port);
        this.context = context;
    }

    @ParameterizedTest
    @ValueSource(strings = { "/health", "/ping" })
    void healthHasNoBody(String path) {
        ServiceClient.Answer health = this.service.get(path);

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/health", "/ping" })
    void isUnhealthyWhileRefusingTraffic(String path) {
        AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
        try {
            ServiceClient.Answer health = this.service.get(path);

            assertThat(health.status()).isEqualTo(503);
            assertThat(health.body()).isEmpty();
        }
        finally {
            AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
        }
        assertThat(this.service.get(path).status()).isEqualTo(200);
    }

    @Test
    void returnsTheBuildVersion() {
        assertThat(this.service.get("/version").json().path("version").stringValue()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

}
