package io.inkwell.web;

import java.net.http.HttpRequest.BodyPublishers;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** CORS is off by default. */
@InkwellService
class WithoutCorsIT {

    private final int port;

    private final ServiceClient service;

    WithoutCorsIT(@LocalServerPort int port) {
        this.port = port;
        this.service = new ServiceClient(port);
    }

    @Test
    void responsesHaveNoCorsHeaders() {
        Answer answer = this.service
            .send(this.service.to("/v1/models").header("Origin", "http://localhost:" + this.port).build());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().map().keySet()).noneMatch((name) -> name.startsWith("access-control-"))
            .doesNotContain("vary");
    }

    @Test
    void rejectsPreflightsAndNamesTheSetting() {
        Answer answer = this.service.send(this.service.to("/v1/completions")
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", "https://a.example")
            .header("Access-Control-Request-Method", "POST")
            .build());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.error().path("message").stringValue()).contains("inkwell.cors.allowed-origins");
        assertThat(answer.headers().map().keySet()).noneMatch((name) -> name.startsWith("access-control-"));
    }

}
