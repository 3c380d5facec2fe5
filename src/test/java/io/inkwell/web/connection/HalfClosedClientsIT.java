package io.inkwell.web.connection;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;
import io.inkwell.RawRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that close their side of the connection after the request. */
@InkwellService
class HalfClosedClientsIT {

    private static final String COMPLETIONS = "/v1/completions";

    private final int port;

    private final InFlightRequests requests;

    private final MeterRegistry meters;

    HalfClosedClientsIT(@LocalServerPort int port, @Autowired InFlightRequests requests,
            @Autowired MeterRegistry meters) {
        this.port = port;
        this.meters = meters;
        this.requests = requests;
    }

    @ParameterizedTest
    @CsvSource({ "HTTP/1.1, false, 40, 1", "HTTP/1.1, true, 40, 1", "HTTP/1.1, false, 500, 32",
            "HTTP/1.1, true, 500, 32", "HTTP/1.0, false, 4, 1", "HTTP/1.0, true, 500, 32" })
    void receiveTheWholeResponse(String version, boolean stream, int maxTokens, int n) throws IOException {
        try (Socket socket = RawRequest.post(this.port, version, COMPLETIONS, body(stream, maxTokens, n))) {
            socket.shutdownOutput();
            String response = readToEnd(socket).replace("HTTP/1.1 100 Continue\r\n\r\n", "");

            assertThat(response).containsPattern("^HTTP/1\\.[01] 200 ").contains("\"finish_reason\":\"length\"");
            assertThat(response.contains("data: [DONE]")).isEqualTo(stream);
        }
    }

    @Test
    void receiveTheResponsesToAllCompleteRequests() throws IOException {
        String request = "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(COMPLETIONS, body(false, 5, 1).length(), body(false, 5, 1));
        try (Socket socket = new Socket("localhost", this.port)) {
            socket.setSoTimeout(300_000);
            socket.getOutputStream().write(request.repeat(3).getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();

            assertThat(readToEnd(socket).split("\"finish_reason\":\"length\"", -1)).hasSize(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "POST /v1/comp", "POST /v1/completions HTTP/1.1\r\nHost: localhost\r\n",
            "POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{" })
    void closeTheConnectionWithoutACompleteRequest(String part) throws IOException {
        try (Socket socket = new Socket("localhost", this.port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(part.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();

            assertThat(readToEnd(socket)).doesNotContain(" 200 ");
        }
    }

    /**
     * 128 completions take far longer than the service needs to notice.
     * @param seconds how long the socket lingers after it is closed; 0 for a reset
     */
    @ParameterizedTest
    @CsvSource({ "HTTP/1.1, false, -1", "HTTP/1.1, true, -1", "HTTP/1.1, false, 0", "HTTP/1.1, true, 0",
            "HTTP/1.0, false, -1", "HTTP/1.0, true, -1" })
    void clientsThatAreGoneCancelTheirRequests(String version, boolean stream, int seconds) throws IOException {
        double numCancelled = numCancelled();
        try (Socket socket = RawRequest.post(this.port, version, COMPLETIONS, body(stream, 500, 128))) {
            socket.setSoLinger(seconds >= 0, Math.max(0, seconds));
            Awaitility.await().until(() -> this.meters.get("inkwell.requests.running").gauge().value() > 0);
        }
        Awaitility.await().until(() -> this.requests.count() == 0);

        Awaitility.await().untilAsserted(() -> assertThat(numCancelled()).isGreaterThan(numCancelled));
    }

    private double numCancelled() {
        return this.meters.get("inkwell.requests.finished").tag("reason", "cancelled").counter().count();
    }

    private static String body(boolean stream, int maxTokens, int n) {
        return "{\"prompt\": \"Call me\", \"max_tokens\": %d, \"n\": %d, \"ignore_eos\": true, \"stream\": %s}"
            .formatted(maxTokens, n, stream);
    }

    private static String readToEnd(Socket socket) throws IOException {
        socket.setSoTimeout(300_000);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

}
