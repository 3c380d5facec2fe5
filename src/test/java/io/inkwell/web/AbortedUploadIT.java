package io.inkwell.web;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;
import io.inkwell.web.connection.InFlightRequests;
import io.micrometer.core.instrument.MeterRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Clients that disconnect before the body of their request is complete. */
@InkwellService
@ExtendWith(OutputCaptureExtension.class)
class AbortedUploadIT {

    private final int port;

    private final InFlightRequests requests;

    private final LoggingSystem logging;

    private final MeterRegistry meters;

    AbortedUploadIT(@LocalServerPort int port, @Autowired InFlightRequests requests, @Autowired LoggingSystem logging,
            @Autowired MeterRegistry meters) {
        this.port = port;
        this.requests = requests;
        this.logging = logging;
        this.meters = meters;
    }

    /**
     * @param seconds how long the socket lingers after it is closed; 0 for a reset
     */
    @ParameterizedTest
    @ValueSource(ints = { -1, 0 })
    void costOneLineOfDebug(int seconds, CapturedOutput output) throws IOException {
        String id = "aborted" + seconds;
        this.logging.setLogLevel(ApiErrorHandler.class.getName(), LogLevel.DEBUG);
        try {
            abort(id, seconds);
            await().untilAsserted(() -> assertThat(output).contains(id));
        }
        finally {
            this.logging.setLogLevel(ApiErrorHandler.class.getName(), null);
        }
        await().until(() -> this.requests.count() == 0);

        assertThat(output.toString()
            .lines()
            .filter((line) -> line.contains(id) && !line.contains("io.inkwell.audit"))
            .distinct()).singleElement()
            .asString()
            .contains("DEBUG", "The client of POST /v1/completions disconnected before its request was complete");
        assertThat(output).doesNotContain("ERROR", "\tat ");
    }

    @Test
    void isLoggedAndCountedAsClosedByTheClient(CapturedOutput output) throws IOException {
        double numRejected = numRejected();

        abort("abandoned", -1);

        await().untilAsserted(() -> assertThat(output).containsPattern("abandoned.*io.inkwell.audit"));
        assertThat(output).containsPattern("abandoned.*POST /v1/completions status=499 total_ms=");
        assertThat(this.meters.get("http.server.requests").tags("status", "499").timer().count()).isPositive();
        assertThat(numRejected()).isEqualTo(numRejected);
    }

    private double numRejected() {
        return this.meters.get("inkwell.requests.rejected").tag("reason", "invalid_request").counter().count();
    }

    private void abort(String id, int seconds) throws IOException {
        try (Socket socket = new Socket("localhost", this.port)) {
            socket.setSoLinger(seconds >= 0, Math.max(0, seconds));
            socket.getOutputStream()
                .write(("POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "X-Request-Id: " + id + "\r\nContent-Length: 90000\r\n\r\n{\"prompt\": \"")
                    .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> this.requests.count() > 0);
        }
    }

}
