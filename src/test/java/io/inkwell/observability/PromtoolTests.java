package io.inkwell.observability;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What Prometheus's own tool says of the files in config/prometheus. On Debian it is in
 * the package {@code prometheus}; where it is missing these tests are skipped.
 */
class PromtoolTests {

    private static final String FOLDER = "config/prometheus/";

    @ParameterizedTest
    @ValueSource(strings = { "alerts.rules.yaml", "vllm-names.rules.yaml" })
    void rulesAreWellFormed(String file) throws Exception {
        promtool("check", "rules", "--lint-fatal", FOLDER + file);
    }

    @Test
    void theConfigurationIsWellFormed() throws Exception {
        promtool("check", "config", FOLDER + "prometheus.yml");
    }

    @ParameterizedTest
    @ValueSource(strings = { "alerts.test.yaml", "vllm-names.test.yaml" })
    void rulesDoWhatTheyAreFor(String file) throws Exception {
        promtool("test", "rules", "src/test/resources/io/inkwell/observability/" + file);
    }

    private static void promtool(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(Arrays.asList(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        assumeThat(isInstalled()).as("promtool is installed").isTrue();
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("promtool", "--version").redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        }
        catch (IOException ex) {
            return false;
        }
    }

}
