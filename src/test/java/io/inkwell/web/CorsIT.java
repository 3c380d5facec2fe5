package io.inkwell.web;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests from pages of other origins to a service with API keys. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { "inkwell.cors.allowed-origins=https://app.example.com,http://localhost:3000",
                "inkwell.scheduler.max-waiting=1", "inkwell.limits.max-body-size=100KB",
                "inkwell.security.api-keys[0].id=client",
                "inkwell.security.api-keys[0].sha256=3a09dd665a27b983ab55f7e6e8ac3c2b6614e6798e685f2dff684c8fdacbb8a0",
                "inkwell.security.api-keys[0].scopes=inference" })
class CorsIT {

    private static final String PAGE = "https://app.example.com";

    private static final String ALLOWED_ORIGIN = "Access-Control-Allow-Origin";

    private final int port;

    private final ServiceClient service;

    CorsIT(@LocalServerPort int port) {
        this.port = port;
        this.service = new ServiceClient(port);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/v1/completions", "/v1/chat/completions", "/v1/models", "/metrics", "/nothing" })
    void preflightsNeedNoKey(String path) {
        Answer answer = this.service.send(this.service.to(path)
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", PAGE)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "authorization,content-type,x-stainless-os,x-request-id")
            .build());

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertReadable(answer);
        assertThat(values(answer, "Access-Control-Allow-Methods")).containsExactly("GET, HEAD, POST");
        assertThat(values(answer, "Access-Control-Allow-Headers"))
            .containsExactly("authorization,content-type,x-stainless-os,x-request-id");
        assertThat(values(answer, "Access-Control-Max-Age")).containsExactly("600");
        assertThat(values(answer, "Vary")).containsExactlyInAnyOrder("origin", "access-control-request-headers");
        assertThat(values(answer, "X-Request-Id")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://other.example.com", "http://app.example.com", "https://app.example.com:8443",
            "https://app.example.com.evil.example", "null" })
    void rejectsPreflightsOfOtherOrigins(String origin) {
        Answer answer = this.service.send(this.service.to("/v1/completions")
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .build());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.error().path("code").stringValue()).isEqualTo("origin_not_allowed");
        assertThat(answer.error().path("message").stringValue()).contains("inkwell.cors.allowed-origins");
        assertThat(values(answer, ALLOWED_ORIGIN)).isEmpty();
    }

    @Test
    void responsesAreReadable() {
        Answer answer = this.service.send(request("/v1/models").build());

        assertThat(answer.status()).isEqualTo(200);
        assertReadable(answer);
        assertThat(values(answer, "Vary")).containsExactly("origin");
    }

    @Test
    void streamsAreReadable() {
        Answer answer = this.service
            .send(post("/v1/completions", "{\"prompt\": [5], \"max_tokens\": 2, \"stream\": true}"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(values(answer, "Content-Type")).singleElement().asString().startsWith("text/event-stream");
        assertReadable(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = { "/v1/completions | {\"n\": 0} | 400", "/v1/nothing | {} | 404",
                    "/v1/completions | {\"model\": \"x\"} | 404", "/v1/explain/score | {} | 403",
                    "/v1/completions | {\"prompt\": [[5], [6], [7]], \"n\": 40} | 429", "/broken | {} | 500" })
    void errorsAreReadable(String path, String body, int status) {
        Answer answer = this.service.send(post(path, body));

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertReadable(answer);
    }

    @Test
    void errorForALargeBodyIsReadable() {
        Answer answer = this.service.send(post("/v1/completions", "{\"prompt\": \"" + "a".repeat(200_000) + "\"}"));

        assertThat(answer.status()).isEqualTo(413);
        assertReadable(answer);
    }

    @Test
    void errorForAMissingKeyIsReadable() {
        Answer answer = this.service.send(this.service.to("/v1/models").header("Origin", PAGE).build());

        assertThat(answer.status()).isEqualTo(401);
        assertReadable(answer);
    }

    @Test
    void errorsBelowSpringAreReadable() throws IOException {
        assertThat(send("GET /v1/models/%zz HTTP/1.1")).startsWith("HTTP/1.1 400 ")
            .containsIgnoringCase("\r\nAccess-Control-Allow-Origin: " + PAGE + "\r\n");
    }

    @Test
    void servesOtherOriginsWithoutCorsHeaders() {
        Answer answer = this.service
            .send(request("/v1/models").setHeader("Origin", "https://other.example.com").build());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(values(answer, ALLOWED_ORIGIN)).isEmpty();
        assertThat(values(answer, "Vary")).containsExactly("origin");
    }

    private static void assertReadable(Answer answer) {
        assertThat(values(answer, ALLOWED_ORIGIN)).containsExactly(PAGE);
        assertThat(values(answer, "Access-Control-Expose-Headers")).singleElement()
            .asString()
            .contains("X-Request-Id", "Retry-After", "x-ratelimit-remaining-tokens");
        assertThat(values(answer, "Access-Control-Allow-Credentials")).isEmpty();
    }

    private static List<String> values(Answer answer, String header) {
        return answer.headers().allValues(header);
    }

    private HttpRequest.Builder request(String path) {
        return this.service.to(path).header("Origin", PAGE).header("Authorization", "Bearer ink_client");
    }

    private HttpRequest post(String path, String body) {
        return request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build();
    }

    private String send(String line) throws IOException {
        try (Socket socket = new Socket("localhost", this.port)) {
            socket.setSoTimeout(30_000);
            String request = line + "\r\nHost: localhost\r\nConnection: close\r\nOrigin: " + PAGE + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Broken {

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE + 1)
        WebFilter breaks() {
            return (exchange, chain) -> exchange.getRequest().getPath().value().equals("/broken")
                    ? Mono.error(new IllegalStateException("broken for the test")) : chain.filter(exchange);
        }

    }

}
