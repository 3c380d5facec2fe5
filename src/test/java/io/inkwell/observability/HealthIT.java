package io.inkwell.observability;

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
class HealthIT {

    private final ServiceClient service;

    private final ApplicationContext context;

    HealthIT(@LocalServerPort int port, @Autowired ApplicationContext context) {
        this.service = new ServiceClient(port);
        this.context = context;
    }

    @ParameterizedTest
    @ValueSource(strings = { "/livez", "/actuator/health", "/actuator/health/liveness" })
    void isUpWithoutDetails(String path) {
        ServiceClient.Answer answer = this.service.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").stringValue()).isEqualTo("UP");
        assertThat(answer.json().has("components")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/readyz", "/actuator/health/readiness" })
    void readinessNamesItsPartsWithoutDetails(String path) {
        ServiceClient.Answer answer = this.service.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).hasToString("""
                {"components":{"engine":{"status":"UP"},"limits":{"status":"UP"},\
                "readinessState":{"status":"UP"}},"status":"UP"}""");
    }

    @Test
    void isAliveButNotReadyWhileRefusingTraffic() {
        AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
        try {
            assertThat(this.service.get("/readyz").status()).isEqualTo(503);
            assertThat(this.service.get("/livez").status()).isEqualTo(200);
        }
        finally {
            AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
        }
        assertThat(this.service.get("/readyz").status()).isEqualTo(200);
    }

    @Test
    void reportsTheBuild() {
        ServiceClient.Answer answer = this.service.get("/actuator/info");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().propertyNames()).containsExactly("build");
        assertThat(answer.json().at("/build/version").stringValue())
            .isEqualTo(this.service.get("/version").json().required("version").stringValue());
    }

    @ParameterizedTest
    @ValueSource(strings = { "env", "beans", "heapdump", "loggers", "shutdown", "configprops", "threaddump", "sbom" })
    void exposesNoOtherEndpoints(String endpoint) {
        assertThat(this.service.get("/actuator/" + endpoint).status()).isEqualTo(404);
    }

}
