package io.inkwell.access;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** API keys: allowed paths, and errors without a valid key. */
@WithApiKeys
class ApiKeysIT {

    private static final String CHALLENGE = "WWW-Authenticate";

    private static final Set<String> PATHS_OF_TGI = Set.of("/generate", "/generate_stream", "/info");

    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    private final ServiceClient service;

    private final RequestMappingHandlerMapping routes;

    ApiKeysIT(@LocalServerPort int port, @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping) {
        this.service = new ServiceClient(port);
        this.routes = requestMappingHandlerMapping;
    }

    @ParameterizedTest
    @ValueSource(strings = { "/livez", "/readyz", "/health", "/ping" })
    void probesNeedNoKey(String path) {
        assertThat(this.service.get(path).status()).isEqualTo(200);
        assertThat(send(path, "HEAD", null).status()).isEqualTo(200);
        assertThat(send(path, "POST", null).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/studio/x/x" })
    void studioNeedsNoKey(String path) {
        for (String method : List.of("GET", "HEAD")) {
            assertThat(send(path, method, null).status()).isIn(200, 404);
        }
        for (String method : List.of("POST", "DELETE", "OPTIONS")) {
            assertThat(send(path, method, null).status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "/studio", "/studiox", "/;x", "/studio%2fx", "/x/../studio/x" })
    void otherSpellingsOfTheStudioNeedAKey(String path) {
        assertThat(send(path, "GET", null).status()).isEqualTo(401);
    }

    @Test
    void otherPathsRequireAKey() {
        Set<String> paths = paths();
        paths.removeAll(Set.of("/health", "/ping", "/", "/studio/loaded.js", "/studio/x/x"));
        paths.removeAll(PATHS_OF_TGI);
        paths.addAll(
                List.of("/nothing", "/actuator", "/actuator/health", "/actuator/prometheus", "/metrics", "/v1/files"));

        assertThat(paths).hasSizeGreaterThan(15).allSatisfy((path) -> {
            for (String method : List.of("GET", "POST", "DELETE", "OPTIONS")) {
                assertRejected(send(path, method, null), "Bearer realm=\"inkwell\"",
                        "missing API key; send the header Authorization: Bearer <key>");
            }
        });
    }

    /** Requires a rule for every new path. */
    @Test
    void everyRouteHasARule() {
        assertThat(paths()).filteredOn((path) -> !path.equals("/health") && !path.equals("/ping"))
            .allSatisfy((path) -> assertThat(AccessRules.scopes(HttpMethod.GET, PathContainer.parsePath(path))).as(path)
                .isPresent());
    }

    private Set<String> paths() {
        Set<String> paths = new TreeSet<>();
        this.routes.getHandlerMethods()
            .keySet()
            .forEach((mapping) -> mapping.getPatternsCondition()
                .getPatterns()
                .forEach((pattern) -> paths.add(pattern.getPatternString().replaceAll("\\{.*?}", "x"))));
        return paths;
    }

    @Test
    void unknownKeysAreRejected() {
        String secret = "ink_client";
        for (int end = 1; end < secret.length(); end++) {
            assertRejected(get("/v1/models", secret.substring(0, end)),
                    "Bearer realm=\"inkwell\", error=\"invalid_token\"", "invalid API key");
        }
    }

    @ParameterizedTest
    @CsvSource({ "/v1/models, ink_client", "/v1/models/default, ink_client", "/tokenizer_info, ink_client",
            "/info, ink_client", "/actuator/prometheus, ink_prometheus", "/metrics, ink_prometheus",
            "/metrics.json, ink_prometheus", "/actuator/health, ink_operator", "/version, ink_client",
            "/openapi.json, ink_prometheus", "/docs, ink_operator", "/docs/docs.js, ink_client",
            "/v1/models/default/architecture, ink_operator", "/v1/models/default/weights/ln_f.bias, ink_operator" })
    void keyAllowsThePathsOfItsScopes(String path, String secret) {
        assertThat(get(path, secret).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({ "/v1/models, ink_prometheus, inference", "/v1/models, ink_operator, inference",
            "/actuator/prometheus, ink_client, metrics", "/actuator/prometheus, ink_operator, metrics",
            "/metrics, ink_client, metrics", "/metrics, ink_operator, metrics", "/metrics.json, ink_client, metrics",
            "/v1/models/a/b/weights, ink_client, explain", "/v1/models/a/b, ink_operator, inference",
            "/v1/models/a/b/architecture, ink_client, explain", "/v1/explain/score, ink_client, explain",
            "/v1/models/default/weights, ink_client, explain",
            "/v1/models/default/weights/ln_f.bias, ink_client, explain",
            "/v1/models/default/architecture, ink_prometheus, explain", "/actuator/health, ink_client, admin",
            "/actuator/env, ink_prometheus, admin" })
    void keyAllowsNothingElseAndTheErrorNamesTheScope(String path, String secret, String scope) {
        Answer answer = get(path, secret);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers().allValues(CHALLENGE))
            .containsExactly("Bearer realm=\"inkwell\", error=\"insufficient_scope\", scope=\"" + scope + "\"");
        assertThat(answer.error().path("code").stringValue()).isEqualTo("insufficient_scope");
        assertThat(answer.error().path("message").stringValue()).endsWith("lacks the required scope: " + scope);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/v1/completions", "/v1/chat/completions", "/v1/responses", "/generate",
            "/generate_stream", "/" })
    void generatingNeedsTheScopeInference(String path) {
        assertThat(send(path, "POST", null).status()).isEqualTo(401);
        assertThat(send(path, "POST", "ink_operator").status()).isEqualTo(403);
        assertThat(send(path, "POST", "ink_client").status()).isNotIn(401, 403);
    }

    @Test
    void pathsOfTgiRequireAKeyWithItsFormatOfErrors() {
        assertThat(PATHS_OF_TGI).allSatisfy((path) -> {
            for (String method : List.of("GET", "POST", "DELETE", "OPTIONS")) {
                Answer answer = send(path, method, null);
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.json().path("error_type").stringValue()).isEqualTo("invalid_api_key");
            }
        });
    }

    @Test
    void unknownPathsAreNotFoundForEveryKey() {
        assertThat(get("/v1/nothing", "ink_client").status()).isEqualTo(404);
        assertThat(get("/v1/nothing", "ink_operator").error().path("type").stringValue()).isEqualTo("not_found_error");
    }

    @Test
    void keyIsReadFromTheHeaderOnly() {
        for (String path : List.of("/v1/models?api_key=ink_client", "/v1/models?access_token=ink_client",
                "/v1/models?key=ink_client")) {
            assertThat(this.service.get(path).status()).isEqualTo(401);
        }
    }

    @Test
    void browserSendsTheKeyWithAllRequestsOfThePage() {
        Answer asked = this.service.send(this.service.to("/docs").header("Accept", BROWSER).build());

        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.headers().allValues(CHALLENGE)).containsExactly("Bearer realm=\"inkwell\"",
                "Basic realm=\"inkwell\", charset=\"UTF-8\"");
        for (String path : List.of("/docs", "/docs/docs.js", "/openapi.json", "/v1/models")) {
            assertThat(this.service.send(browsing(path).build()).status()).isEqualTo(200);
        }
        HttpRequest tryItOut = browsing("/v1/completions").header("Content-Type", "application/json")
            .header("Sec-Fetch-Site", "same-origin")
            .POST(BodyPublishers.ofString("{\"max_tokens\": 1}"))
            .build();
        assertThat(this.service.send(tryItOut).status()).isEqualTo(200);
    }

    @Test
    void otherSitesCannotUseTheBrowsersKey() {
        assertThat(this.service.send(browsing("/v1/models").header("Sec-Fetch-Site", "cross-site").build()).status())
            .isEqualTo(401);
    }

    private HttpRequest.Builder browsing(String path) {
        String pair = Base64.getEncoder().encodeToString("me:ink_client".getBytes(StandardCharsets.UTF_8));
        return this.service.to(path).header("Authorization", "Basic " + pair);
    }

    private Answer get(String path, String secret) {
        return send(path, "GET", secret);
    }

    private Answer send(String path, String method, @Nullable String secret) {
        HttpRequest.Builder request = this.service.to(path).method(method, BodyPublishers.noBody());
        return this.service
            .send((secret != null) ? request.header("Authorization", "Bearer " + secret).build() : request.build());
    }

    private static void assertRejected(Answer answer, String challenge, String message) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().allValues(CHALLENGE)).containsExactly(challenge);
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(answer.json()).hasToString(
                "{\"error\":{\"message\":\"%s\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"invalid_api_key\"}}"
                    .formatted(message));
    }

}
