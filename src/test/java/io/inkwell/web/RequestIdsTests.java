package io.inkwell.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class RequestIdsTests {

    private static final String RANDOM = "[0-9a-f]{32}";

    private final RequestIds filter = new RequestIds();

    @ParameterizedTest
    @ValueSource(strings = { "a", "7f3c2a", "trace/00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "!~" })
    void keepsTheIdOfTheClient(String id) {
        assertThat(idOf(id)).isEqualTo(id);
    }

    @Test
    void keepsAnIdOfAtMost128Characters() {
        assertThat(idOf("a".repeat(128))).isEqualTo("a".repeat(128));
        assertThat(idOf("a".repeat(129))).matches(RANDOM);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "two words", "a\tb", "a\r\nX-Other: b", "naïve", "🙂", "\u0000" })
    void replacesAnIdThatDoesNotFitALogLine(String id) {
        assertThat(idOf(id)).matches(RANDOM);
    }

    @Test
    void generatesDistinctIds() {
        String first = id(MockServerHttpRequest.get("/").build());

        assertThat(first).matches(RANDOM).isNotEqualTo(id(MockServerHttpRequest.get("/").build()));
    }

    private String idOf(String header) {
        return id(MockServerHttpRequest.get("/").header("X-Request-Id", header).build());
    }

    private String id(MockServerHttpRequest request) {
        MockServerWebExchange exchange = MockServerWebExchange.from(request);
        this.filter.filter(exchange, (passed) -> Mono.empty()).block();
        assertThat(exchange.getResponse().getHeaders().get("X-Request-Id")).containsExactly(RequestIds.of(exchange));
        return RequestIds.of(exchange);
    }

}
