package io.inkwell.access;

import java.security.SecureRandom;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ApiKeyTests {

    private static final String HASH = "ab".repeat(32);

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "a b", "a\nb", "ä", "a/b",
            "0123456789012345678901234567890123456789" + "0123456789012345678901234" })
    void rejectsIdsUnsafeForLogs(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ApiKey(id, HASH, Set.of(Scope.ADMIN), null))
            .withMessageContaining("must be 1 to 64 letters, digits or _.@-");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "ink_a_secret", "abab" })
    void rejectsInvalidHashesWithoutShowingThem(String sha256) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ApiKey("a", sha256, Set.of(Scope.ADMIN), null))
            .withMessageEndingWith("must be 64 hexadecimal digits; given: something else");
    }

    @Test
    void rejectsAKeyWithoutScopes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ApiKey("a", HASH, Set.of(), null))
            .withMessageContaining("must include at least one of inference, explain, admin, metrics and fine-tuning");
    }

    @Test
    void acceptsUpperCaseHashes() {
        assertThat(new ApiKey("a", HASH.toUpperCase(), Set.of(Scope.ADMIN), null))
            .isEqualTo(new ApiKey("a", HASH, Set.of(Scope.ADMIN), null));
    }

    /** The hash is the output of {@code printf %s ink_abc | sha256sum}. */
    @Test
    void hashesSecretsLikeSha256sum() {
        assertThat(new ApiKeySecret("ink_abc").sha256())
            .isEqualTo("abe127ec1339c3e1bacedb74002b2736f246206d9680177e9e5b2a9555a3576c");
    }

    @Test
    void createsSecretsOf256BitsForHeaders() {
        SecureRandom random = new SecureRandom();
        ApiKeySecret secret = ApiKeySecret.random(random);

        assertThat(secret.text()).matches("ink_[\\w-]{43}").isNotEqualTo(ApiKeySecret.random(random).text());
        assertThat(secret).hasToString("ApiKeySecret");
    }

}
