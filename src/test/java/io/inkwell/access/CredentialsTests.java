package io.inkwell.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

class CredentialsTests {

    private final HttpHeaders headers = new HttpHeaders();

    @ParameterizedTest
    @ValueSource(strings = { "Bearer ink_a", "bearer ink_a", "BEARER   ink_a " })
    void acceptABearerTokenWithAnySchemeCase(String authorization) {
        this.headers.add(HttpHeaders.AUTHORIZATION, authorization);

        assertThat(Credentials.of(this.headers)).contains(Keys.secret("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "anybody:ink_a", ":ink_a" })
    void acceptABasicPasswordWithAnyUserName(String pair) {
        this.headers.add(HttpHeaders.AUTHORIZATION, basic(pair));

        assertThat(Credentials.of(this.headers)).contains(Keys.secret("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "Bearer", "Bearer ", "ink_a", "Bearerink_a", "Token ink_a", "Basic", "Basic !!!",
            "Basic aW5rX2E=", "Digest ink_a" })
    void ignoreOtherSchemes(String authorization) {
        this.headers.add(HttpHeaders.AUTHORIZATION, authorization);

        assertThat(Credentials.of(this.headers)).isEmpty();
    }

    @Test
    void rejectTwoHeaders() {
        this.headers.add(HttpHeaders.AUTHORIZATION, "Bearer ink_a");
        this.headers.add(HttpHeaders.AUTHORIZATION, "Bearer ink_a");

        assertThat(Credentials.of(this.headers)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "same-origin, true", "none, true", "same-site, false", "cross-site, false", "'', false" })
    void ignoreCrossSiteBrowserPasswords(String site, boolean taken) {
        this.headers.add(HttpHeaders.AUTHORIZATION, basic("anybody:ink_a"));
        this.headers.add("Sec-Fetch-Site", site);

        assertThat(Credentials.of(this.headers).isPresent()).isEqualTo(taken);
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

}
