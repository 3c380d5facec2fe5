package io.inkwell.tokenizer.encoder;

import java.util.Properties;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DjlOfflineTests {

    private final Properties before = new Properties();

    @BeforeEach
    void copyProperties() {
        this.before.putAll(System.getProperties());
    }

    @AfterEach
    void restoreProperties() {
        System.setProperties(this.before);
    }

    @Test
    void disablesDownloadsAndTelemetry() {
        System.clearProperty("ai.djl.offline");
        System.clearProperty("OPT_OUT_TRACKING");

        DjlOffline.set();

        assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
        assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
    }

    @Test
    void keepsOperatorSettings() {
        System.setProperty("ai.djl.offline", "false");

        DjlOffline.set();

        assertThat(System.getProperty("ai.djl.offline")).isEqualTo("false");
    }

}
