package io.inkwell.quota;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.access.KeyLimits;
import io.inkwell.error.ErrorKind;

import static org.assertj.core.api.Assertions.assertThat;

/** The limits of a request, on a clock that stands still. */
class RequestQuotaTests {

    private final FrozenBuckets time = new FrozenBuckets();

    private final Quotas quotas = new Quotas(new KeyLimits(2, 100, 1), this.time.buckets());

    private final QuotaFilter filter = new QuotaFilter(this.quotas);

    @Test
    void countsRequests() {
        assertThat(handle(post(), Mono.empty())).isNull();
        MockServerWebExchange second = post();
        assertThat(handle(second, Mono.empty())).isNull();
        assertThat(second.getResponse().getHeaders().toSingleValueMap())
            .containsEntry("x-ratelimit-limit-requests", "2")
            .containsEntry("x-ratelimit-remaining-requests", "0")
            .containsEntry("x-ratelimit-reset-requests", "1m0s")
            .containsEntry("x-ratelimit-limit-tokens", "100")
            .containsEntry("x-ratelimit-remaining-tokens", "100")
            .containsEntry("x-ratelimit-reset-tokens", "0s");

        MockServerWebExchange third = post();
        assertRejected(handle(third, Mono.empty()), Limit.REQUESTS, ErrorKind.REQUEST_RATE_LIMITED,
                "access without an API key is limited to 2 requests per minute; try again in 30s");
        assertThat(third.getResponse().getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("30");

        this.time.advance(Duration.ofSeconds(30));
        assertThat(handle(post(), Mono.empty())).isNull();
    }

    @Test
    void ignoresReadsAndOperators() {
        List<MockServerHttpRequest> free = List.of(MockServerHttpRequest.get("/v1/models").build(),
                MockServerHttpRequest.post("/admin/models").build(),
                MockServerHttpRequest.delete("/admin/models/a").build());
        for (MockServerHttpRequest request : free) {
            MockServerWebExchange exchange = MockServerWebExchange.from(request);
            assertThat(handle(exchange, Mono.empty())).isNull();
            assertThat(exchange.getResponse().getHeaders().headerNames()).isEmpty();
        }
    }

    @Test
    void reservesTokensAndGivesBackTheUnused() {
        MockServerWebExchange exchange = post();

        assertThat(handle(exchange, RequestQuota.reserve(exchange, 10, 50).then(Mono.fromRunnable(() -> {
            assertThat(remainingTokens()).isEqualTo(40);
            RequestUsage.of(exchange).start("gpt2", 10);
            RequestUsage.of(exchange).generate(7);
        })))).isNull();

        assertThat(exchange.getResponse().getHeaders().getFirst("x-ratelimit-remaining-tokens")).isEqualTo("40");
        assertThat(remainingTokens()).isEqualTo(83);
    }

    @Test
    void rejectsWhatIsNotLeft() {
        MockServerWebExchange exchange = post();

        assertRejected(
                handle(exchange, RequestQuota.reserve(exchange, 10, 50).then(RequestQuota.reserve(exchange, 1, 50))),
                Limit.TOKENS, ErrorKind.TOKEN_RATE_LIMITED,
                "access without an API key is limited to 100 tokens per minute, of which 40 are left; the request needs "
                        + "51 tokens, 1 of the prompt and at most 50 of the completion; try again in 6.6s");

        assertThat(exchange.getResponse().getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("7");
    }

    @Test
    void rejectsWhatNoBucketHolds() {
        MockServerWebExchange exchange = post();

        assertRejected(handle(exchange, RequestQuota.reserve(exchange, 11, 90)), Limit.TOKENS,
                ErrorKind.EXCEEDS_TOKEN_LIMIT,
                "access without an API key is limited to 100 tokens per minute, and the request needs 101 tokens, 11 of the "
                        + "prompt and at most 90 of the completion; lower max_tokens or shorten the prompt");

        assertThat(exchange.getResponse().getHeaders().headerNames()).doesNotContain(HttpHeaders.RETRY_AFTER);
        assertThat(remainingTokens()).isEqualTo(100);
    }

    @Test
    void failureBeforeTheFirstTokenCostsNothing() {
        MockServerWebExchange exchange = post();
        RequestUsage.of(exchange).start("gpt2", 10);

        assertThat(handle(exchange,
                RequestQuota.reserve(exchange, 10, 50).then(Mono.error(new IllegalStateException("queue full")))))
            .hasMessage("queue full");

        assertThat(remainingTokens()).isEqualTo(100);
    }

    @Test
    void cancelledRequestCostsItsPrompt() {
        MockServerWebExchange exchange = post();
        RequestUsage.of(exchange).start("gpt2", 10);
        var running = this.filter.filter(exchange, (same) -> RequestQuota.reserve(exchange, 10, 50).then(Mono.never()))
            .subscribe();
        assertThat(remainingTokens()).isEqualTo(40);

        running.dispose();

        assertThat(remainingTokens()).isEqualTo(90);
    }

    @Test
    void limitsOpenRequests() {
        var running = this.filter.filter(post(), (same) -> Mono.never()).subscribe();

        assertRejected(handle(post(), Mono.empty()), Limit.CONCURRENT_REQUESTS, ErrorKind.CONCURRENCY_LIMITED,
                "access without an API key has reached its limit of concurrent requests, 1; try again when one has ended");
        running.dispose();

        assertThat(handle(post(), Mono.empty())).isNull();
    }

    @Test
    void reservationThatIsGrantedTooLateIsGivenBack() {
        MockServerWebExchange exchange = post();
        RequestQuota quota = this.quotas.of(exchange);
        Mono<Void> reservation = RequestQuota.reserve(exchange, 10, 50);
        quota.close();

        reservation.block();

        assertThat(remainingTokens()).isEqualTo(100);
    }

    @Test
    void keyWithoutLimitsHasNoHeaders() {
        MockServerWebExchange exchange = post();
        QuotaFilter unlimited = new QuotaFilter(new Quotas(KeyLimits.UNSET, this.time.buckets()));

        unlimited.filter(exchange, (same) -> RequestQuota.reserve(exchange, 1000, 1000)).block();

        assertThat(exchange.getResponse().getHeaders().headerNames()).isEmpty();
    }

    private static MockServerWebExchange post() {
        return MockServerWebExchange.from(MockServerHttpRequest.post("/v1/completions").build());
    }

    private @Nullable Throwable handle(MockServerWebExchange exchange, Mono<Void> response) {
        return this.filter.filter(exchange, (same) -> response)
            .then(Mono.<Throwable>empty())
            .onErrorResume(Mono::just)
            .block();
    }

    private long remainingTokens() {
        return this.time.buckets()
            .remaining(new BucketId(Quotas.ANONYMOUS, Limit.TOKENS, 100))
            .blockOptional()
            .orElseThrow();
    }

    private static void assertRejected(@Nullable Throwable thrown, Limit limit, ErrorKind kind, String message) {
        assertThat(thrown).isInstanceOfSatisfying(RateLimitException.class, (rejection) -> {
            assertThat(rejection).hasMessage(message);
            assertThat(rejection.kind()).isEqualTo(kind);
            assertThat(rejection.limit()).isEqualTo(limit);
            assertThat(rejection.keyId()).isEqualTo("anonymous");
        });
    }

}
