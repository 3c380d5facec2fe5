package io.inkwell.access;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Metrics without an API key, if the settings say so. */
@WithApiKeys
@TestPropertySource(properties = "inkwell.security.public-metrics=true")
class PublicMetricsIT {

    private final ServiceClient service;

    PublicMetricsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/metrics", "/actuator/prometheus", "/metrics.json" })
    void metricsNeedNoKey(String path) {
        assertThat(this.service.get(path).status()).isEqualTo(200);
    }

    @Test
    void otherPathsNeedOne() {
        assertThat(this.service.get("/actuator/health").status()).isEqualTo(401);
        assertThat(this.service.get("/v1/models").status()).isEqualTo(401);
    }

}
