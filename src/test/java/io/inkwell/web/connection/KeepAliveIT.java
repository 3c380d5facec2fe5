package io.inkwell.web.connection;

import org.junit.jupiter.api.RepeatedTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Reused connections. */
@InkwellService
class KeepAliveIT {

    private final ServiceClient service;

    KeepAliveIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @RepeatedTest(20)
    void respondsToAnImmediateNextRequest() {
        for (int i = 0; i < 10; i++) {
            assertThat(this.service.post("{\"max_tokens\": 1}").status()).isEqualTo(200);
            assertThat(this.service.get("/livez").status()).isEqualTo(200);
            assertThat(this.service.post("{\"n\": 0}").status()).isEqualTo(400);
            assertThat(this.service.post("{\"max_tokens\": 1, \"stream\": true}").status()).isEqualTo(200);
        }
    }

}
