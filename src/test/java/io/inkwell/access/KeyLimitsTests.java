package io.inkwell.access;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KeyLimitsTests {

    @Test
    void limitsOfTheKeyReplaceTheDefaults() {
        KeyLimits own = new KeyLimits(0, null, 4);

        assertThat(own.orElse(new KeyLimits(60, 1000, null))).isEqualTo(new KeyLimits(0, 1000, 4));
    }

    @Test
    void rejectsNegativeLimits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyLimits(null, null, -1))
            .withMessage("the concurrent-requests of API keys must be 0 (no limit) or more; given: -1");
    }

    @Test
    void areReadFromTheKeyFile() throws IOException {
        String entry = """
                - id: a
                  sha256: %s
                  scopes: [inference]
                  limits: {requests-per-minute: 60, tokens-per-minute: 9}
                """.formatted(Keys.secret("a").sha256());

        assertThat(ApiKeyFile.keys(entry)).singleElement()
            .satisfies((key) -> assertThat(key.limits()).isEqualTo(new KeyLimits(60, 9, null)));
        assertThat(ApiKeyFile.keys(Keys.entry("a", "[inference]"))).singleElement()
            .satisfies((key) -> assertThat(key.limits()).isEqualTo(KeyLimits.UNSET));
        assertThatExceptionOfType(IOException.class)
            .isThrownBy(() -> ApiKeyFile.keys(entry.replace("tokens-per-minute", "tokens-per-hour")))
            .withMessageContaining("it must be a list of keys");
    }

}
