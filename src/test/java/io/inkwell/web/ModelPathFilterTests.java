package io.inkwell.web;

import java.net.URI;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class ModelPathFilterTests {

    @ParameterizedTest
    @CsvSource({ "/v1/models/openai-community/gpt2, /v1/models/openai-community%2Fgpt2",
            "/v1/models/a/b/architecture, /v1/models/a%2Fb/architecture",
            "/v1/models/a/b/weights, /v1/models/a%2Fb/weights",
            "/v1/models/a/b/weights/ln_f.bias, /v1/models/a%2Fb/weights/ln_f.bias",
            "/v1/models/a%20b/c, /v1/models/a%20b%2Fc", "/v1/models/a/weightsx, /v1/models/a%2Fweightsx" })
    void joinsOwnerAndName(String given, String taken) {
        assertThat(pathAfter(given)).isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/v1/models", "/v1/models/gpt2", "/v1/models/openai-community%2Fgpt2",
            "/v1/models/gpt2/weights", "/v1/models/gpt2/weights/ln_f.bias", "/v1/models/gpt2/architecture",
            "/v1/models/a/b/c", "/v1/models/a/b/", "/v1/models//b", "/v1/completions/a/b", "/x/v1/models/a/b" })
    void leavesOtherPathsUnchanged(String path) {
        assertThat(pathAfter(path)).isEqualTo(path);
    }

    @Test
    void keepsTheQuery() {
        assertThat(uriAfter("/v1/models/a/b/weights?page=2")).isEqualTo("/v1/models/a%2Fb/weights?page=2");
    }

    private static String pathAfter(String path) {
        return uriAfter(path).replaceFirst("\\?.*", "");
    }

    private static String uriAfter(String uri) {
        AtomicReference<String> seen = new AtomicReference<>("");
        MockServerWebExchange exchange = MockServerWebExchange
            .from(MockServerHttpRequest.method(HttpMethod.GET, URI.create(uri)));
        new ModelPathFilter().filter(exchange, (each) -> {
            seen.set(each.getRequest().getURI().toString());
            return Mono.empty();
        }).block();
        return Objects.requireNonNull(seen.get());
    }

}
