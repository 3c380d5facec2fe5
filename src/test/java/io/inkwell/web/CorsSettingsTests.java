package io.inkwell.web;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CorsSettingsTests {

    @ParameterizedTest
    @ValueSource(strings = { "https://app.example.com", "http://localhost:3000", "http://[::1]:5173",
            "chrome-extension://abcdef", "null" })
    void allowsOnlyConfiguredOrigins(String origin) {
        CorsSettings settings = settings(origin);

        assertThat(settings.allows(origin)).isTrue();
        assertThat(settings.allows(origin + "x")).isFalse();
        assertThat(settings.allows("https://other.example.com")).isFalse();
        assertThat(settings.allows(null)).isFalse();
    }

    @Test
    void allowsEveryOriginWithAWildcard() {
        assertThat(settings("*").allows("https://other.example.com")).isTrue();
        assertThat(settings("*").allows(null)).isFalse();
    }

    @Test
    void allowsNoOriginByDefault() {
        assertThat(settings().isOff()).isTrue();
        assertThat(settings().allows("https://app.example.com")).isFalse();
    }

    @Test
    void ignoresCase() {
        assertThat(settings("HTTPS://App.Example.com").allows("https://app.example.com")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "app.example.com", "https://app.example.com/", "https://app.example.com/page",
            "https://*.example.com", "https://a.example.com https://b.example.com", "https://user@example.com",
            "https://app.example.com:443", "http://app.example.com:80" })
    void rejectsOriginsThatBrowsersDoNotSend(String origin) {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(origin))
            .withMessageStartingWith("inkwell.cors.allowed-origins must be origins as browsers send them")
            .withMessageEndingWith("given: \"" + origin + "\"");
    }

    @Test
    void rejectsANegativeMaxAge() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CorsSettings(List.of(), Duration.ofSeconds(-1)))
            .withMessageStartingWith("inkwell.cors.max-age must be 0 or more");
    }

    private static CorsSettings settings(String... origins) {
        return new CorsSettings(List.of(origins), Duration.ofMinutes(10));
    }

}
