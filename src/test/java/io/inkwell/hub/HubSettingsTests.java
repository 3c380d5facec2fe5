package io.inkwell.hub;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HubSettingsTests {

    private static final Path HOME = Path.of("/home/me");

    @Test
    void hasTheDefaultsOfHuggingfaceHub() throws HubException {
        assertThat(HubSettings.of(Map.of("HF_TOKEN", " "), HOME))
            .isEqualTo(new HubSettings(URI.create("https://huggingface.co"), null,
                    Path.of("/home/me/.cache/huggingface/hub"), false, HubProxies.NONE));
    }

    @ParameterizedTest
    @CsvSource({ "HF_HOME, /data, /data/hub", "HF_HUB_CACHE, ~/c, /home/me/c", "HUGGINGFACE_HUB_CACHE, /old, /old",
            "XDG_CACHE_HOME, /x, /x/huggingface/hub" })
    void findsTheCache(String variable, String value, Path cache) throws HubException {
        assertThat(HubSettings.of(Map.of(variable, value), HOME).cache()).isEqualTo(cache);
    }

    @ParameterizedTest
    @ValueSource(strings = { "XDG_CACHE_HOME", "HF_HOME", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_TOKEN_PATH" })
    void namesAVariableThatIsNoPath(String variable) {
        assertThatExceptionOfType(HubException.class).isThrownBy(() -> HubSettings.of(Map.of(variable, "~/a\0b"), HOME))
            .withMessage(variable + ": \"~/a\0b\" is not a path: Nul character not allowed");
    }

    @ParameterizedTest
    @CsvSource({ "1, true", "true, true", "Yes, true", "0, false", "no, false" })
    void readsTheOfflineMode(String value, boolean offline) throws HubException {
        assertThat(HubSettings.of(Map.of("HF_HUB_OFFLINE", value), HOME).offline()).isEqualTo(offline);
    }

    @Test
    void readsTheTokenOfALogin(@TempDir Path home) throws Exception {
        Files.writeString(home.resolve("token"), "hf_secret\n");

        HubSettings settings = HubSettings.of(Map.of("HF_HOME", home.toString()), HOME);

        assertThat(settings.token()).isEqualTo("hf_secret");
        assertThat(settings.toString()).doesNotContain("hf_secret");
    }

    @ParameterizedTest
    @ValueSource(strings = { "huggingface.co", "ftp://hub", "https://me:secret@hub", "https://", "a b" })
    void rejectsAnInvalidEndpoint(String endpoint) {
        assertThatExceptionOfType(HubException.class)
            .isThrownBy(() -> HubSettings.of(Map.of("HF_ENDPOINT", endpoint), HOME))
            .withMessageStartingWith("HF_ENDPOINT must be an http or https address");
    }

    @Test
    void rejectsATokenWithALineBreak() {
        assertThatExceptionOfType(HubException.class)
            .isThrownBy(() -> HubSettings.of(Map.of("HF_TOKEN", "hf_a\nb"), HOME))
            .withMessageStartingWith("HF_TOKEN has characters")
            .withMessageNotContaining("hf_a");
    }

}
