package io.inkwell.access;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** The paths of operators are closed if the service has no API keys. */
@InkwellService
class ClosedPathsIT {

    private final ServiceClient service;

    ClosedPathsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void adminPathsAreClosed() {
        for (Answer answer : new Answer[] { this.service.get("/admin/models"),
                this.service.get("/admin/models/inkwell-demo"), this.service.get("//admin//models"),
                this.service.post("/admin/models", "{\"source\": \"embedded\"}"),
                this.service.send(this.service.to("/admin/models/inkwell-demo").DELETE().build()) }) {
            assertThat(answer.status()).isIn(403, 404);
            assertThat(answer.body()).doesNotContain("float32");
        }
        Answer answer = this.service.get("/admin/models");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.error().path("message").stringValue())
            .isEqualTo("this path requires an API key with the scope admin, and the service has no API keys");
        assertThat(this.service.get("/v1/models").json().path("data").size()).isEqualTo(1);
    }

}
