package io.inkwell.observability;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Prometheus's own tool says of the files in config/prometheus. */
class PromtoolTests {

    private static final String FOLDER = "config/prometheus/";

    @ParameterizedTest
    @ValueSource(strings = { "alerts.rules.yaml", "vllm-names.rules.yaml" })
    void rulesAreWellFormed(String file) throws Exception {
        Promtool.run("check", "rules", "--lint-fatal", FOLDER + file);
    }

    @Test
    void theConfigurationIsWellFormed() throws Exception {
        Promtool.run("check", "config", FOLDER + "prometheus.yml");
    }

    @ParameterizedTest
    @ValueSource(strings = { "alerts.test.yaml", "vllm-names.test.yaml" })
    void rulesDoWhatTheyAreFor(String file) throws Exception {
        Promtool.run("test", "rules", "src/test/resources/io/inkwell/observability/" + file);
    }

}
