package io.inkwell.web;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A service whose open requests may hold 100 kB together, and must arrive in 5 s. */
@InkwellService
@TestPropertySource(properties = { "inkwell.limits.max-open-bytes=100KB", "inkwell.limits.max-body-size=100KB",
        "inkwell.limits.body-timeout=5s" })
class OpenBodiesIT {

    private static final String LARGE = "{\"max_tokens\": 1, \"prompt\": \"a\"" + " ".repeat(60_000) + "}";

    private static final String HEAD = "POST /v1/completions HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: 90000\r\n\r\n";

    private final int port;

    private final ServiceClient service;

    OpenBodiesIT(@LocalServerPort int port) {
        this.port = port;
        this.service = new ServiceClient(port);
    }

    @Test
    void rejectsBodiesBeyondTheLimitWhileAnotherIsOpen() throws IOException {
        try (Socket unfinished = new Socket("localhost", this.port)) {
            unfinished.getOutputStream().write((HEAD + " ".repeat(80_000)).getBytes(StandardCharsets.US_ASCII));

            Answer rejected = await().until(() -> this.service.post(LARGE), (answer) -> answer.status() != 200);

            assertThat(rejected.status()).isEqualTo(429);
            assertThat(rejected.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(rejected.error().path("message").stringValue()).isEqualTo(
                    "the bodies of open requests exceed 102400 bytes, inkwell.limits.max-open-bytes; try again later");
            assertThat(this.service.post("{\"max_tokens\": 1}").status()).isEqualTo(200);
        }
        await().until(() -> this.service.post(LARGE).status() == 200);
    }

    @Test
    void rejectsABodyThatDoesNotArriveAndClosesTheConnection() throws IOException {
        try (Socket unfinished = new Socket("localhost", this.port)) {
            unfinished.setSoTimeout(300_000);
            unfinished.getOutputStream().write((HEAD + "{").getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(unfinished.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("HTTP/1.1 408 ")
                .containsIgnoringCase("\r\nConnection: close\r\n")
                .endsWith("{\"error\":{\"message\":\"the request body must arrive within 5 s, "
                        + "inkwell.limits.body-timeout\",\"type\":\"timeout_error\",\"param\":null,"
                        + "\"code\":\"request_timeout\"}}");
        }
    }

}
