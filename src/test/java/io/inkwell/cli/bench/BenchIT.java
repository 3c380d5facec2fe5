package io.inkwell.cli.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.InkwellService;
import io.inkwell.cli.TestCommands;
import io.inkwell.cli.terminal.CapturedTerminal;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code bench} against an HTTP service and with its own model. */
@InkwellService
class BenchIT {

    private final PrintStream out = System.out;

    private final CapturedTerminal terminal = CapturedTerminal.pipes("");

    private final String url;

    @TempDir
    private Path folder;

    BenchIT(@LocalServerPort int port) {
        this.url = "http://localhost:" + port;
    }

    @AfterEach
    void restoreOutput() {
        System.setOut(this.out);
    }

    @Test
    void closedLoopKeepsRequestsOpen() throws IOException {
        JsonNode file = bench("--url", this.url, "--requests=8", "--warmup=2", "--concurrency=3",
                "--prompt-tokens=5..9", "--output-tokens=4..6", "--seed=7");

        JsonNode results = file.path("results");
        assertThat(results.path("answered").asInt()).isEqualTo(8);
        assertThat(results.path("failed").asInt()).isZero();
        assertThat(results.path("most_at_once").asInt()).isEqualTo(3);
        assertThat(results.path("prompt_tokens").asInt()).isBetween(40, 72);
        assertThat(results.path("output_tokens").asInt()).isBetween(32, 48)
            .isEqualTo(results.path("requested_output_tokens").asInt());
        assertThat(results.path("token_counts").asString()).isEqualTo("usage");
        assertThat(results.path("server").asString()).startsWith("inkwell-").endsWith("float32-cpu");
        assertThat(results.path("time_to_first_token_ms").path("count").asInt()).isEqualTo(8);
        assertThat(results.path("end_to_end_latency_ms").path("p50").asDouble())
            .isGreaterThanOrEqualTo(results.path("time_to_first_token_ms").path("p50").asDouble());
        assertThat(this.terminal.out()).contains("inkwell-demo at " + this.url, "3 concurrent",
                "8 completed, 0 failed");
    }

    @Test
    void reportContainsArgumentsAndMachine() throws IOException {
        JsonNode file = bench("--url", this.url, "--requests=1", "--warmup=0", "--output-tokens=2..3",
                "--api-key=secret", "--seed=7");

        JsonNode arguments = file.path("arguments");
        assertThat(arguments.path("url").asString()).isEqualTo(this.url);
        assertThat(arguments.path("requests").asInt()).isEqualTo(1);
        assertThat(arguments.path("prompt-tokens").asString()).isEqualTo("64");
        assertThat(arguments.path("output-tokens").asString()).isEqualTo("2..3");
        assertThat(arguments.path("ignore-eos").asBoolean()).isTrue();
        assertThat(arguments.path("concurrency").asInt()).isEqualTo(1);
        assertThat(arguments.path("seed").asInt()).isEqualTo(7);
        assertThat(file.path("cpus").asInt()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(file.propertyNames()).contains("date", "version", "java", "os", "target");
        assertThat(file.toString()).doesNotContain("secret");
    }

    @Test
    void usesTheServersTokenIds() throws IOException {
        JsonNode results = bench("--url", this.url, "--requests=2", "--warmup=0").path("results");

        assertThat(results.path("answered").asInt()).isEqualTo(2);
        assertThat(results.path("prompt_tokens").asInt()).isEqualTo(128);
        assertThat(results.path("output_tokens").asInt()).isEqualTo(128);
        assertThat(this.terminal.err()).isEmpty();
    }

    @Test
    void openLoopSendsAtItsRate() throws IOException {
        JsonNode results = bench("--url", this.url, "--requests=10", "--warmup=1", "--rate=200", "--max-concurrency=4",
                "--output-tokens=3")
            .path("results");

        assertThat(results.path("answered").asInt()).isEqualTo(10);
        assertThat(results.path("most_at_once").asInt()).isLessThanOrEqualTo(4);
        assertThat(results.path("output_tokens").asInt()).isEqualTo(30);
        assertThat(this.terminal.out()).contains("200.0 per second, at most 4 concurrent");
    }

    @Test
    void sweepRaisesTheRateUntilTheThroughputNoLongerGrows() throws IOException {
        Path page = this.folder.resolve("sweep.html");

        JsonNode file = bench("--url", this.url, "--sweep", "--requests=20", "--prompt-tokens=8", "--output-tokens=8",
                "--goodput=ttft:100000", "--sweep-page=" + page);

        JsonNode results = file.path("results");
        double first = results.at("/closed_loop/requests_per_second").asDouble() / 4;
        assertThat(results.at("/rates/0/rate").asDouble()).isEqualTo(first);
        assertThat(results.at("/rates/1/rate").asDouble()).isEqualTo(1.25 * first);
        assertThat(results.path("rates").valueStream().map((rate) -> rate.at("/report/goodput/requests").asInt()))
            .containsOnly(20);
        assertThat(file.path("arguments").has("concurrency")).isFalse();
        assertThat(this.terminal.out()).contains("ttft at most 100000 ms", "highest goodput");
        assertThat(Files.readString(page)).contains("uPlot", "\"label\":\"within the limits\"");
    }

    @Test
    void readsPromptsFromAFile() throws IOException {
        Path prompts = Files.writeString(this.folder.resolve("prompts.txt"), "Call me\nIt is a truth\n");

        JsonNode results = bench("--url", this.url, "--prompts", prompts.toString(), "--requests=2", "--warmup=0",
                "--output-tokens=3")
            .path("results");

        assertThat(results.path("prompt_tokens").asInt()).isPositive();
        assertThat(results.path("output_tokens").asInt()).isEqualTo(6);
    }

    @Test
    void countsEventsWithoutUsage() throws IOException {
        JsonNode results = bench("--url", this.url, "--requests=2", "--warmup=0", "--output-tokens=3",
                "--no-ignore-eos", "--extra-body={\"stream_options\":null,\"min_tokens\":3}")
            .path("results");

        assertThat(results.path("token_counts").asString()).isEqualTo("events");
        assertThat(results.path("output_tokens").asInt()).isBetween(2, 6);
    }

    @Test
    void runsOfflineWithoutAServer() throws IOException {
        JsonNode file = bench("--offline", "--inkwell.precision=float32", "--requests=4", "--warmup=1",
                "--concurrency=2", "--output-tokens=5");

        JsonNode results = file.path("results");
        assertThat(file.path("target").asString()).isEqualTo("the engine of this process --inkwell.precision=float32");
        assertThat(results.path("answered").asInt()).isEqualTo(4);
        assertThat(results.path("prompt_tokens").asInt()).isEqualTo(256);
        assertThat(results.path("output_tokens").asInt()).isEqualTo(20);
        assertThat(results.path("most_at_once").asInt()).isEqualTo(2);
    }

    @Test
    void reportsErrorsOfTheService() {
        assertThat(run("--url", this.url, "--vocabulary-size=1", "--requests=2", "--warmup=0", "--output-tokens=5000"))
            .isEqualTo(1);
        String served = this.terminal.err();

        CapturedTerminal offline = CapturedTerminal.pipes("");
        assertThat(
                run(offline, "--offline", "--vocabulary-size=1", "--requests=2", "--warmup=0", "--output-tokens=5000"))
            .isEqualTo(1);

        assertThat(this.terminal.out()).contains("0 completed, 2 failed", "HTTP 400, first: ");
        assertThat(served).startsWith("inkwell: all requests failed; the first: HTTP 400: ").hasLineCount(1);
        assertThat(offline.err()).isEqualTo(served.replace("HTTP 400: ", ""));
    }

    private JsonNode bench(String... options) throws IOException {
        Path file = this.folder.resolve("figures.json");
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--json=" + file);
        assertThat(run(all.toArray(String[]::new))).as(this.terminal.err()).isZero();
        return JsonMapper.shared().readTree(Files.readString(file));
    }

    private int run(String... options) {
        return run(this.terminal, options);
    }

    private static int run(CapturedTerminal terminal, String... options) {
        String[] all = new String[options.length + 1];
        all[0] = "bench";
        System.arraycopy(options, 0, all, 1, options.length);
        return TestCommands.withService(terminal).run(all);
    }

}
