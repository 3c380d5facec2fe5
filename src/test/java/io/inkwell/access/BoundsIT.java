package io.inkwell.access;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A service with one slot, a tiny queue and a short deadline. Its management endpoints
 * have a separate port.
 */
@WithApiKeys
@TestPropertySource(properties = { "inkwell.scheduler.max-sequences=1", "inkwell.limits.waiting-prompt-tokens=10",
        "inkwell.limits.request-deadline=2s", "management.server.port=0" })
class BoundsIT {

    /** More tokens than the deadline allows. */
    private static final String LONG = """
            {"prompt": "Call me Ishmael.", "n": 100, "max_tokens": 500, "ignore_eos": true, "stream": %s}""";

    private final ServiceClient service;

    private final ServiceClient management;

    BoundsIT(@LocalServerPort int port, @LocalManagementPort int managementPort) {
        this.service = new ServiceClient(port);
        this.management = new ServiceClient(managementPort);
    }

    @Test
    void rejectRequestsBeyondTheWaitingTokenLimit() {
        // On a loaded machine, the stream may reach its deadline before the next request
        // arrives.
        Answer rejected = await().until(this::answerWhileAStreamRuns, (answer) -> answer.status() != 200);

        assertThat(rejected.status()).isEqualTo(429);
        assertThat(rejected.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(rejected.error().path("code").stringValue()).isEqualTo("queue_full");
        assertThat(rejected.error().path("message").stringValue())
            .isEqualTo("too many requests are waiting: at most 10 prompt tokens can wait; try again later");
    }

    private Answer answerWhileAStreamRuns() throws IOException, InterruptedException {
        HttpResponse<InputStream> stream = HttpClient.newHttpClient()
            .send(completion(LONG.formatted(true)), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream events = stream.body()) {
            assertThat(new String(events.readNBytes(6), StandardCharsets.UTF_8)).isEqualTo("data: ");
            return this.service.send(completion("{\"max_tokens\": 1}"));
        }
    }

    @Test
    void endAStreamWithAnErrorAtTheDeadline() {
        Answer stream = this.service.send(completion(LONG.formatted(true)));

        assertThat(stream.status()).isEqualTo(200);
        assertThat(stream.body()).contains("\"text\":")
            .endsWith("data: {\"error\":{\"message\":\"request exceeded the 2 s deadline\","
                    + "\"type\":\"timeout_error\",\"param\":null,\"code\":\"deadline_exceeded\"}}\n\n"
                    + "data: [DONE]\n\n");
    }

    @Test
    void respondWithAnErrorAtTheDeadline() {
        Answer answer = this.service.send(completion(LONG.formatted(false)));

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.headers().firstValue("X-Should-Retry")).hasValue("false");
        assertThat(answer.error().path("code").stringValue()).isEqualTo("deadline_exceeded");
    }

    @Test
    void requireKeysAtTheManagementPort() {
        assertThat(this.management.get("/actuator/prometheus").status()).isEqualTo(401);
        assertThat(this.management.get("/actuator/prometheus").error().path("code").stringValue())
            .isEqualTo("invalid_api_key");
        assertThat(this.management.send(with("ink_prometheus", this.management.to("/actuator/prometheus"))).status())
            .isEqualTo(200);
        assertThat(this.service.send(with("ink_prometheus", this.service.to("/actuator/prometheus"))).status())
            .isEqualTo(404);
        assertThat(this.service.get("/livez").status()).isEqualTo(200);
        assertThat(this.management.send(with("ink_prometheus", this.management.to("/metrics"))).status())
            .isEqualTo(200);
    }

    private HttpRequest completion(String body) {
        return with("ink_client",
                this.service.to("/v1/completions")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest with(String secret, HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + secret).build();
    }

}
