package io.inkwell.access;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Malformed requests that bypassed API keys in other services. */
@WithApiKeys
class RawRequestsIT {

    private static final String MODELS = "\"object\":\"list\"";

    private static final String KEY = "Authorization: Bearer ink_client\r\n";

    private final int port;

    RawRequestsIT(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void acceptValidRequests() throws IOException {
        assertThat(send("/v1/models", "localhost", KEY)).startsWith("HTTP/1.1 200 ").contains(MODELS);
    }

    @ParameterizedTest
    @ValueSource(strings = { "//v1/models", "/V1/models", "/v1//models", "/v1/models/", "/v1/models;x=y",
            "/v1;x/models", "/v1/%6dodels", "/%76%31/models", "/%2e%2e/v1/models", "/./v1/models",
            "/livez/../v1/models", "/livez/..;/v1/models", "/livez/%2e%2e/v1/models", "/livez%2f..%2fv1%2fmodels",
            "/livez;/../v1/models", "/health/../v1/models", "/livez/", "/livez;x=y", "/LIVEZ", "/livez%00", "/livez%20",
            "/%6civez", "/v1/models?/livez", "/v1/models#/livez", "http://localhost/v1/models",
            "http://localhost:1/v1/models", "/v1/models?path=/livez", "/v1/models%3f/livez", "*" })
    void everySpellingOfAPathRequiresAKey(String target) throws IOException {
        assertThat(send(target, "localhost", "")).startsWith("HTTP/1.1 401 ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a/livez?x=", "localhost/livez?", "localhost/livez#", "localhost/livez;", "livez", "",
            "localhost\\livez", "[::1", "user@localhost/livez?" })
    void everyHostRequiresAKey(String host) throws IOException {
        assertThat(send("/v1/models", host, "")).doesNotContain(MODELS);
    }

    @ParameterizedTest
    @ValueSource(strings = { "X-Forwarded-Prefix: /livez", "X-Original-URL: /livez", "X-Rewrite-URL: /livez",
            "X-Forwarded-For: 127.0.0.1", "X-HTTP-Method-Override: HEAD", "Forwarded: for=127.0.0.1;host=localhost",
            "X-Api-Key: ink_client", "Cookie: Authorization=Bearer ink_client", "Authorization: Bearer ink_clien\u00fc",
            "Authorization: Bearer ink_client\u00a0", "Authorization: Bearer ink_client,Bearer ink_client",
            "Proxy-Authorization: Bearer ink_client" })
    void otherHeadersAreNotKeys(String header) throws IOException {
        assertThat(send("/v1/models", "localhost", header + "\r\n")).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void twoKeysAreRejected() throws IOException {
        assertThat(send("/v1/models", "localhost", KEY + "Authorization: Bearer ink_other\r\n"))
            .startsWith("HTTP/1.1 401 ");
        assertThat(send("/v1/models", "localhost", KEY + KEY)).startsWith("HTTP/1.1 401 ");
    }

    @ParameterizedTest
    @CsvSource({ "1000, 20", "1, 65536" })
    void tooManyHeadersAreRejected(int count, int length) throws IOException {
        String headers = "X: " + "a".repeat(length) + "\r\n";

        assertThat(send("/v1/models", "localhost", headers.repeat(count) + KEY)).doesNotContain("HTTP/1.1 2", MODELS);
        acceptValidRequests();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/v1/models/%zz", "/v1/models/%", "/%e", "/v1/models/{id}", "/v1/models/a|b", "/livez%zz",
            "/a^b", "/v1/models?q=%zz" })
    void invalidUrisAreRejectedWithAnErrorBody(String target) throws IOException {
        assertThat(send(target, "localhost", "X-Request-Id: abc\r\n")).startsWith("HTTP/1.1 400 ")
            .containsIgnoringCase("\r\nContent-Type: application/json\r\n")
            .containsIgnoringCase("\r\nX-Request-Id: abc\r\n")
            .endsWith(
                    "{\"error\":{\"message\":\"the request path is not a valid URI\",\"type\":\"invalid_request_error\","
                            + "\"param\":null,\"code\":null}}");
    }

    private String send(String target, String host, String headers) throws IOException {
        String request = "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s\r\n".formatted(target, host, headers);
        try (Socket socket = new Socket("localhost", this.port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
        catch (SocketException ex) {
            // The connection was closed with unread data.
            return "closed";
        }
    }

}
