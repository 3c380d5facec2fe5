package io.inkwell.hub;

import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class HubResponseTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7                             |                               | 7
            Sun, 06 Nov 1994 08:49:37 GMT | Sun, 06 Nov 1994 08:49:07 GMT | 30
            Sun, 06 Nov 1994 08:49:07 GMT | Sun, 06 Nov 1994 08:49:37 GMT | 1
            Sun, 06 Nov 1994 08:49:37 GMT |                               | 1
            soon                          | Sun, 06 Nov 1994 08:49:37 GMT | 1
                                          | Sun, 06 Nov 1994 08:49:37 GMT | 1
            """)
    void readsTheWaitInSecondsOrAsADate(@Nullable String retryAfter, @Nullable String date, long seconds) {
        assertThat(response("retry-after", retryAfter, "date", date).retryAfter())
            .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void theResetOfTheRateLimitComesFirst() {
        assertThat(response("retry-after", "7", "ratelimit", "\"api\";r=0;t=55").retryAfter())
            .isEqualTo(Duration.ofSeconds(55));
        assertThat(response("retry-after", "7", "ratelimit", "\"api\";r=4;t=55").retryAfter())
            .isEqualTo(Duration.ofSeconds(7));
    }

    private static HubResponse response(String name, @Nullable String value, String other,
            @Nullable String otherValue) {
        Map<String, List<String>> headers = Map.of(name, (value != null) ? List.of(value) : List.of(), other,
                (otherValue != null) ? List.of(otherValue) : List.of());
        return new HubResponse(429, HttpHeaders.of(headers, (header, any) -> true), InputStream.nullInputStream());
    }

}
