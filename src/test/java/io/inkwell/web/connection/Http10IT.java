package io.inkwell.web.connection;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.InkwellService;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that speak HTTP/1.0, which has no chunks. */
@InkwellService
class Http10IT {

    private final int port;

    Http10IT(@LocalServerPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "Connection: keep-alive\r\n", "Connection: close\r\n" })
    void streamEndsWithTheConnection(String connection) throws IOException {
        String response = send(connection, "{\"prompt\": [5], \"max_tokens\": 4, \"stream\": true}");

        assertThat(response).matches("(?s)HTTP/1\\.[01] 200 .*").doesNotContainIgnoringCase("transfer-encoding");
        assertThat(body(response)).startsWith("data: {").endsWith("}\n\ndata: [DONE]\n\n").doesNotContain("\r");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "Connection: keep-alive\r\n", "Connection: close\r\n" })
    void jsonEndsWithTheConnection(String connection) throws IOException {
        String response = send(connection, "{\"prompt\": [5], \"max_tokens\": 4}");

        assertThat(response).matches("(?s)HTTP/1\\.[01] 200 .*").doesNotContainIgnoringCase("transfer-encoding");
        assertThat(JsonMapper.shared().readTree(body(response)).at("/choices/0/finish_reason").isString()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/docs", "/openapi.yaml", "/metrics", "/nothing" })
    void otherPathsEndWithTheConnection(String path) throws IOException {
        String response = exchange("GET " + path + " HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n");

        assertThat(response).startsWith("HTTP/1.").doesNotContainIgnoringCase("transfer-encoding");
        assertThat(body(response)).isNotEmpty();
    }

    private static String body(String response) {
        return response.substring(response.indexOf("\r\n\r\n") + 4);
    }

    private String send(String connection, String body) throws IOException {
        return exchange(
                "POST /v1/completions HTTP/1.0\r\nHost: localhost\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(connection, body.length(), body));
    }

    /** Reads up to the end of the connection, which the service must close. */
    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket("localhost", this.port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

}
