package io.inkwell.observability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What Prometheus sees of requests whose tokens are known. */
@InkwellService
class MetricsIT {

    private static final String PROMPT_TOKENS = "inkwell_tokens_prompt_total";

    private static final String GENERATED_TOKENS = "inkwell_tokens_generated_total";

    private static final String FINISHED = "inkwell_requests_finished_total";

    private static final String REQUESTS = "gen_ai_server_request_duration_seconds_count";

    private final int port;

    private final ServiceClient service;

    private Scrape before = new Scrape(Map.of());

    MetricsIT(@LocalServerPort int port) {
        this.port = port;
        this.service = new ServiceClient(port);
    }

    @BeforeEach
    void startFromAnIdleService() {
        this.before = idle();
    }

    @Test
    void countsTheTokensOfAPromptAndOfItsText() {
        this.service.complete("{\"prompt\": [5, 6, 7, 8, 9], \"max_tokens\": 12, \"ignore_eos\": true}");

        Scrape after = idle();
        assertThat(growth(after, PROMPT_TOKENS)).isEqualTo(5);
        assertThat(growth(after, GENERATED_TOKENS)).isEqualTo(12);
        assertThat(growth(after, FINISHED, "reason=\"length\"")).isEqualTo(1);
        assertThat(growth(after, REQUESTS)).isEqualTo(1);
        assertThat(growth(after, "gen_ai_server_time_to_first_token_seconds_count")).isEqualTo(1);
        assertThat(growth(after, "gen_ai_server_time_per_output_token_seconds_count")).isEqualTo(1);
        assertThat(growth(after, "inkwell_queue_duration_seconds_count")).isEqualTo(1);
        assertThat(growth(after, "inkwell_step_duration_seconds_count")).isEqualTo(12);
    }

    @Test
    void countsEveryChoiceOfEveryPrompt() {
        this.service.complete("""
                {"prompt": [[5, 6, 7], [8]], "n": 3, "max_tokens": 4, "ignore_eos": true, "stream": false}""");

        Scrape after = idle();
        assertThat(growth(after, GENERATED_TOKENS)).isEqualTo(24);
        assertThat(growth(after, FINISHED, "reason=\"length\"")).isEqualTo(6);
        assertThat(growth(after, REQUESTS)).isEqualTo(2);
    }

    @Test
    void countsAStreamAsItCountsAWholeAnswer() {
        this.service.stream("{\"prompt\": [5, 6], \"max_tokens\": 9, \"ignore_eos\": true, \"stream\": true}");

        Scrape after = idle();
        assertThat(growth(after, PROMPT_TOKENS)).isEqualTo(2);
        assertThat(growth(after, GENERATED_TOKENS)).isEqualTo(9);
        assertThat(growth(after, FINISHED, "reason=\"length\"")).isEqualTo(1);
    }

    @Test
    void tellsTextsThatStoppedFromThoseThatReachedTheirLimit() {
        this.service.complete("{\"stop_token_ids\": [7], \"allowed_token_ids\": [7], \"n\": 2}");

        Scrape after = idle();
        assertThat(growth(after, FINISHED, "reason=\"stop\"")).isEqualTo(2);
        assertThat(growth(after, FINISHED, "reason=\"length\"")).isZero();
        assertThat(growth(after, GENERATED_TOKENS)).isEqualTo(2);
        assertThat(growth(after, "gen_ai_server_time_per_output_token_seconds_count")).isEqualTo(1);
    }

    @Test
    void countsWhatThePrefixCacheWasAskedForAndHad() {
        String body = "{\"prompt\": %s, \"max_tokens\": 2}".formatted(IntStream.range(1200, 1240).boxed().toList());
        this.service.complete(body);
        this.service.complete(body);

        Scrape after = idle();
        assertThat(growth(after, PROMPT_TOKENS)).isEqualTo(80);
        assertThat(growth(after, "inkwell_prefix_cache_queries_total")).isEqualTo(80);
        assertThat(growth(after, "inkwell_prefix_cache_hits_total")).isEqualTo(39);
    }

    @Test
    void countsNothingOfWhatWasRefused() {
        assertThat(this.service.post("{\"n\": 0}").status()).isEqualTo(400);

        Scrape after = idle();
        assertThat(growth(after, REQUESTS)).isZero();
        assertThat(growth(after, PROMPT_TOKENS)).isZero();
    }

    @Test
    void freesAndCountsWhatAClientLeavesBehind() throws IOException {
        String body = "{\"n\": 32, \"max_tokens\": 511, \"ignore_eos\": true, \"stream\": true}";
        String request = "POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        try (Socket socket = new Socket("localhost", this.port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            BufferedReader response = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(response.lines().anyMatch((line) -> line.startsWith("data:"))).isTrue();

            Scrape meanwhile = await().until(this::scrape, (scrape) -> scrape.value("inkwell_requests_running") == 32);
            assertThat(meanwhile.value("inkwell_kv_usage")).isBetween(0.01, 1.0);
        }

        Scrape after = idle();
        assertThat(growth(after, FINISHED, "reason=\"cancelled\"")).isEqualTo(32);
        assertThat(growth(after, FINISHED, "reason=\"length\"")).isZero();
        assertThat(growth(after, GENERATED_TOKENS)).isBetween(1.0, 32 * 510.0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    gen_ai_server_request_duration_seconds      | 0.01 0.02 0.04 0.08 0.16 0.32 0.64 1.28 2.56 5.12 10.24 20.48 40.96 81.92 +Inf
                    gen_ai_server_time_to_first_token_seconds   | 0.001 0.005 0.01 0.02 0.04 0.06 0.08 0.1 0.25 0.5 0.75 1.0 2.5 5.0 7.5 10.0 +Inf
                    inkwell_queue_duration_seconds              | 0.001 0.005 0.01 0.02 0.04 0.06 0.08 0.1 0.25 0.5 0.75 1.0 2.5 5.0 7.5 10.0 +Inf
                    gen_ai_server_time_per_output_token_seconds | 0.001 0.0025 0.005 0.01 0.025 0.05 0.075 0.1 0.15 0.2 0.3 0.4 0.5 0.75 1.0 2.5 +Inf
                    inkwell_step_duration_seconds               | 0.001 0.0025 0.005 0.01 0.025 0.05 0.075 0.1 0.15 0.2 0.3 0.4 0.5 0.75 1.0 2.5 +Inf
                    """)
    void keepsHistogramsOfAllLatencies(String name, String bounds) {
        assertThat(this.before.buckets(name)).containsExactly(bounds.split(" "));
    }

    @Test
    void namesTheModelAndTheOperation() {
        assertThat(this.before.samples().keySet()).filteredOn((series) -> series.startsWith("gen_ai_"))
            .isNotEmpty()
            .allSatisfy((series) -> assertThat(series).contains("gen_ai_operation_name=\"text_completion\"",
                    "gen_ai_provider_name=\"inkwell\"", "gen_ai_request_model=\"inkwell-demo\""));
    }

    private double growth(Scrape after, String name) {
        return growth(after, name, "");
    }

    private double growth(Scrape after, String name, String label) {
        return after.value(name, label) - this.before.value(name, label);
    }

    /**
     * What there is to see once nothing runs and nothing waits: an answer reaches its
     * client a little before its engine has put everything away.
     */
    private Scrape idle() {
        return await().atMost(Duration.ofMinutes(1))
            .until(this::scrape, (scrape) -> scrape.value("inkwell_requests_running") == 0
                    && scrape.value("inkwell_requests_waiting") == 0 && scrape.value("inkwell_kv_usage") == 0);
    }

    private Scrape scrape() {
        return Scrape.parse(this.service.get("/actuator/prometheus").body());
    }

}
