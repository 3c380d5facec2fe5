package io.inkwell.observability;

import java.net.http.HttpRequest.BodyPublishers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Metrics are also served at the default path of Prometheus. */
@InkwellService
class MetricsPathFilterIT {

    private static final String ENDPOINT = "/actuator/prometheus";

    private final ServiceClient service;

    MetricsPathFilterIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @ParameterizedTest
    @ValueSource(strings = { "text/plain", "application/openmetrics-text; version=1.0.0", "*/*", "image/png", "" })
    void returnsTheFormatOfTheEndpoint(String accepted) {
        Answer endpoint = get(ENDPOINT, accepted);
        Answer alias = get("/metrics", accepted);

        assertThat(alias.status()).isEqualTo(endpoint.status());
        assertThat(alias.headers().firstValue("Content-Type")).isEqualTo(endpoint.headers().firstValue("Content-Type"));
        assertThat(types(alias)).isEqualTo(types(endpoint));
    }

    @Test
    void passesTheQueryOn() {
        Answer answer = this.service.get("/metrics?includedNames=inkwell_requests_running");

        assertThat(Scrape.parse(answer.body()).names()).containsExactly("inkwell_requests_running");
    }

    @Test
    void rejectsOtherMethodsAndSpellings() {
        assertThat(this.service.send(this.service.to("/metrics").POST(BodyPublishers.noBody()).build()).status())
            .isEqualTo(405);
        assertThat(this.service.get("/metrics/").status()).isEqualTo(404);
        assertThat(this.service.get("/metrics/x").status()).isEqualTo(404);
    }

    private Answer get(String path, String accepted) {
        return this.service.send(this.service.to(path).header("Accept", accepted).build());
    }

    private static String types(Answer answer) {
        return String.join("\n",
                answer.body().lines().filter((line) -> line.startsWith("# TYPE") && line.contains("inkwell")).toList());
    }

}
