package io.inkwell.quota;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitHeadersTests {

    private final HttpHeaders headers = new HttpHeaders();

    private final RateLimitHeaders limits = new RateLimitHeaders(this.headers);

    @ParameterizedTest
    @CsvSource({ "PT0S, 0s", "PT0.0000001S, 1ms", "PT0.12S, 120ms", "PT0.9999S, 1s", "PT8.64S, 8.64s", "PT1M, 1m0s",
            "PT6M, 6m0s", "PT1M1.5S, 1m1.5s", "PT1H, 1h0m0s", "PT25H2M3.004S, 25h2m3.004s" })
    void formatsDurationsAsGoDoes(Duration duration, String text) {
        assertThat(RateLimitHeaders.format(duration)).isEqualTo(text);
    }

    @Test
    void showsLimitRemainderAndTimeUntilFull() {
        this.limits.set(new BucketId("a", Limit.REQUESTS, 60), 57);

        assertThat(this.headers.toSingleValueMap()).containsOnly(Map.entry("x-ratelimit-limit-requests", "60"),
                Map.entry("x-ratelimit-remaining-requests", "57"), Map.entry("x-ratelimit-reset-requests", "3s"));
    }

    @ParameterizedTest
    @CsvSource({ "PT0S, 1", "PT0.2S, 1", "PT1S, 1", "PT1.001S, 2", "PT59.9S, 60" })
    void retryAfterIsInWholeSeconds(Duration wait, String seconds) {
        this.limits.setRetryAfter(wait);

        assertThat(this.headers.getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo(seconds);
    }

}
