package io.inkwell.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.InkwellService;
import io.inkwell.cli.TestCommands;
import io.inkwell.cli.terminal.CapturedTerminal;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code bench --soak} against an HTTP service: one minute of mixed requests. */
@InkwellService
class SoakIT {

    private final CapturedTerminal terminal = CapturedTerminal.pipes("");

    @LocalServerPort
    private int port;

    @TempDir
    private Path folder;

    @Test
    void aMinuteOfOverloadEndsWithAnIdleServerAndOnlyPermittedOutcomes() throws IOException {
        Path json = this.folder.resolve("soak.json");
        Path page = this.folder.resolve("soak.html");

        int exitCode = run("--url=http://localhost:" + this.port, "--soak=48s", "--output-tokens=4..64",
                "--json=" + json, "--soak-page=" + page);

        assertThat(exitCode).as(this.terminal.out()).isZero();
        JsonNode results = JsonMapper.shared().readTree(Files.readString(json)).path("results");
        assertThat(results.path("rate").asDouble()).isGreaterThan(results.path("capacity").asDouble());
        assertThat(results.path("outcomes").valueStream().map((count) -> count.path("traffic").asString()))
            .contains("COMPLETION", "CANCELLATION", "SLOW_READER", "LONG_PROMPT", "EXPLANATION", "GARBAGE");
        assertThat(results.path("samples").size()).isGreaterThanOrEqualTo(4);
        assertThat(results.at("/last/running").asDouble(-1)).isZero();
        assertThat(Files.readString(page)).contains("uPlot", "\"label\":\"anonymous\"")
            .doesNotContain("\"{page}\"", "/* uPlot");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --soak=never                       | --soak must be a duration such as 90s or 60m; given: never
            --soak=5ms                         | --soak must be at least 1s; given: 5ms
            --soak=5s --offline                | --soak must be given without --offline; given: 5s
            --soak-page=x.html                 | --soak-page must be given with --soak; given: x.html
            --soak=5s --soak-page=/no/x.html   | --soak-page must be a file in a writable folder; given: /no/x.html
            """)
    void invalidOptionsAreRejected(String options, String message) {
        assertThat(run(options.split(" "))).isEqualTo(2);
        assertThat(this.terminal.err()).contains(message);
    }

    private int run(String... options) {
        String[] all = new String[options.length + 1];
        all[0] = "bench";
        System.arraycopy(options, 0, all, 1, options.length);
        return TestCommands.withService(this.terminal).run(all);
    }

}
