package io.inkwell.web;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests of web pages to a service without API keys. */
@InkwellService
class HostFilterIT {

    private final int port;

    HostFilterIT(@LocalServerPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET /", "GET /studio/x", "GET /docs", "GET /openapi.json", "GET /livez", "GET /readyz",
            "GET /health", "GET /ping", "GET /metrics", "GET /metrics.json", "GET /actuator", "GET /actuator/health",
            "GET /actuator/prometheus", "GET /version", "GET /v1/models", "POST /v1/completions",
            "POST /v1/explain/score", "GET /admin/models", "GET /nothing" })
    void rejectsOtherHostsOnEveryPath(String target) throws IOException {
        for (String host : new String[] { "evil.example", "evil.example:" + this.port }) {
            assertThat(send(target, "Host: " + host)).startsWith("HTTP/1.1 421 ")
                .containsIgnoringCase("\r\nContent-Type: application/json\r\n")
                .contains("given: \\\"" + host + "\\\"\",\"type\":\"invalid_request_error\",\"param\":null,"
                        + "\"code\":\"host_not_allowed\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "localhost", "localhost:8080", "LOCALHOST", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:8080" })
    void acceptsTheHostsOfThisMachine(String host) throws IOException {
        assertThat(send("GET /v1/models", "Host: " + host)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void requiresOneHost() throws IOException {
        assertThat(send("GET /v1/models", "A: b")).startsWith("HTTP/1.1 400 ");
        assertThat(send("GET /v1/models", "Host: localhost\r\nHost: localhost")).startsWith("HTTP/1.1 400 ");
        assertThat(send("GET /v1/models", "Host: localhost\r\nHost: evil.example")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void rejectsTheHostOfAnAbsoluteTarget() throws IOException {
        assertThat(send("GET http://localhost/v1/models", "Host: evil.example")).startsWith("HTTP/1.1 421 ");
    }

    @ParameterizedTest
    @CsvSource({ "https://evil.example", "null", "http://localhost:1", "http://localhost.evil.example",
            "http://127.0.0.1:8080", "file://", "http://localhost:8080/" })
    void rejectsPagesOfOtherOrigins(String origin) throws IOException {
        for (String target : new String[] { "GET /v1/models", "POST /v1/completions", "GET /" }) {
            assertThat(send(target, "Host: localhost:8080\r\nOrigin: " + origin)).startsWith("HTTP/1.1 403 ")
                .contains("inkwell.cors.allowed-origins; given: \\\"" + origin + "\\\"",
                        "\"code\":\"origin_not_allowed\"");
        }
    }

    @ParameterizedTest
    @CsvSource({ "localhost:8080, http://localhost:8080", "localhost, http://localhost", "[::1]:80, http://[::1]:80",
            "localhost, https://LOCALHOST" })
    void acceptsItsOwnPages(String host, String origin) throws IOException {
        assertThat(send("POST /v1/completions", "Host: " + host + "\r\nOrigin: " + origin)).startsWith("HTTP/1.1 200 ");
    }

    private String send(String target, String headers) throws IOException {
        String body = target.startsWith("POST") ? "{\"prompt\": [5], \"max_tokens\": 1}" : "";
        String request = "%s HTTP/1.1\r\n%s\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(target, headers, body.length(), body);
        try (Socket socket = new Socket("localhost", this.port)) {
            socket.setSoTimeout(300_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

}
