package io.inkwell.observability;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks config/prometheus with promtool. */
class PromtoolTests {

    private static final String FOLDER = "config/prometheus/";

    @ParameterizedTest
    @ValueSource(strings = { "alerts.rules.yaml", "vllm-names.rules.yaml" })
    void rulesAreWellFormed(String file) throws Exception {
        Promtool.run("check", "rules", "--lint-fatal", FOLDER + file);
    }

    @Test
    void configurationIsWellFormed() throws Exception {
        Promtool.run("check", "config", FOLDER + "prometheus.yml");
    }

    @ParameterizedTest
    @ValueSource(strings = { "alerts.test.yaml", "vllm-names.test.yaml" })
    void rulesPassTheirTests(String file) throws Exception {
        Promtool.run("test", "rules", "src/test/resources/io/inkwell/observability/" + file);
    }

}
