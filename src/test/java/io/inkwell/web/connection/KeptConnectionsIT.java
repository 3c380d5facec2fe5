package io.inkwell.web.connection;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests that follow another on one connection, before or after its response. */
@InkwellService
class KeptConnectionsIT {

    private static final String BODY = "{\"prompt\": [5], \"max_tokens\": 2, \"stream\": %s}";

    private static final String PROBE = "GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    private final int port;

    KeptConnectionsIT(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void pipelinedRequestsAreAllAnsweredInOrder() throws IOException {
        try (Socket socket = connect()) {
            send(socket,
                    completion("/v1/completions", "", BODY.formatted(false))
                            + completion("/v1/completions", "", BODY.formatted(true))
                            + completion("/tokenize", "", "{}") + PROBE);

            assertThat(rest(socket)).containsSubsequence("HTTP/1.1 200 ", "\"object\":\"text_completion\"",
                    "HTTP/1.1 200 ", "data: [DONE]", "HTTP/1.1 400 ", "\"param\":", "HTTP/1.1 200 ", "\"UP\"");
        }
    }

    @Test
    void bodyFollowsWhenTheServiceContinues() throws IOException {
        String body = BODY.formatted(false);
        String request = completion("/v1/completions", "Expect: 100-continue\r\n", body);
        try (Socket socket = connect()) {
            send(socket, request.substring(0, request.length() - body.length()));

            assertThat(head(socket)).startsWith("HTTP/1.1 100 ");

            send(socket, body + PROBE);

            assertThat(rest(socket)).containsSubsequence("HTTP/1.1 200 ", "\"object\":\"text_completion\"",
                    "HTTP/1.1 200 ", "\"UP\"");
        }
    }

    /**
     * The client may keep the body, so what it sends next must not be read as the body.
     */
    @ParameterizedTest
    @ValueSource(strings = { "/nothing", "/livez", "/docs" })
    void bodyNeedNotFollowAnEarlyRejection(String path) throws IOException {
        String request = completion(path, "Expect: 100-continue\r\n", "{}");
        try (Socket socket = connect()) {
            send(socket, request.substring(0, request.length() - 2));
            String head = head(socket);
            assertThat(head).startsWith("HTTP/1.1 40");
            if (!head.contains("connection: close")) {
                send(socket, PROBE);
                assertThat(rest(socket)).contains("HTTP/1.1 200 ", "\"UP\"");
            }
            else {
                assertThat(rest(socket)).doesNotContain("HTTP/1.1");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "gzip", "gzip, chunked", "chunked, gzip", "nonsense" })
    void otherTransferEncodingsAreRejected(String encoding) throws IOException {
        try (Socket socket = connect()) {
            send(socket, "POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: " + encoding + "\r\n\r\n2\r\n{}\r\n0\r\n\r\n");

            assertThat(head(socket)).matches("(?s)HTTP/1.1 (400|415) .*").contains("content-type: application/json");
            socket.shutdownOutput();
            assertThat(rest(socket)).contains("\"type\":\"invalid_request_error\"");
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("localhost", this.port);
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static String completion(String path, String headers, String body) {
        return "POST %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(path, headers, body.length(), body);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads the status line and the headers, in lower case from the first header on. */
    private static String head(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as(head.toString()).isNotNegative();
            head.append((char) next);
        }
        int line = head.indexOf("\r\n");
        return head.substring(0, line) + head.substring(line).toLowerCase(Locale.ROOT);
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

}
