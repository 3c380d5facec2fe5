package io.inkwell.observability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

/** Metrics of requests with known token counts. */
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
    void countsPromptAndOutputTokens() {
        this.service.complete("{\"prompt\": [5, 6, 7, 8, 9], \"max_tokens\": 12, \"ignore_eos\": true}");

        Scrape after = idle();
        assertThat(growth(after, PROMPT_TOKENS)).isEqualTo(5);
        assertThat(growth(after, GENERATED_TOKENS)).isEqualTo(12);
        assertThat(growth(after, FINISHED, "reason=\"length\"")).isEqualTo(1);
        assertThat(growth(after, REQUESTS)).isEqualTo(1);
        assertThat(growth(after, "gen_ai_server_time_to_first_token_seconds_count")).isEqualTo(1);
        assertThat(growth(after, "gen_ai_server_time_per_output_token_seconds_count")).isEqualTo(1);
        assertThat(growth(after, "inkwell_queue_duration_seconds_count")).isEqualTo(1);
        assertThat(growth(after, "inkwell_prefill_duration_seconds_count")).isEqualTo(1);
        assertThat(growth(after, "inkwell_decode_duration_seconds_count")).isEqualTo(1);
        assertThat(growth(after, "gen_ai_client_token_usage_sum", "gen_ai_token_type=\"input\"")).isEqualTo(5);
        assertThat(growth(after, "gen_ai_client_token_usage_sum", "gen_ai_token_type=\"output\"")).isEqualTo(12);
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
    void countsStreamsLikeOtherResponses() {
        this.service.stream("{\"prompt\": [5, 6], \"max_tokens\": 9, \"ignore_eos\": true, \"stream\": true}");

        Scrape after = idle();
        assertThat(growth(after, PROMPT_TOKENS)).isEqualTo(2);
        assertThat(growth(after, GENERATED_TOKENS)).isEqualTo(9);
        assertThat(growth(after, FINISHED, "reason=\"length\"")).isEqualTo(1);
    }

    @Test
    void distinguishesStopFromLength() {
        this.service.complete("{\"stop_token_ids\": [7], \"allowed_token_ids\": [7], \"n\": 2}");

        Scrape after = idle();
        assertThat(growth(after, FINISHED, "reason=\"stop\"")).isEqualTo(2);
        assertThat(growth(after, FINISHED, "reason=\"length\"")).isZero();
        assertThat(growth(after, GENERATED_TOKENS)).isEqualTo(2);
        assertThat(growth(after, "gen_ai_server_time_per_output_token_seconds_count")).isZero();
    }

    @Test
    void countsPrefixCacheQueriesAndHits() {
        String body = "{\"prompt\": %s, \"max_tokens\": 2}".formatted(IntStream.range(1200, 1240).boxed().toList());
        this.service.complete(body);
        this.service.complete(body);

        Scrape after = idle();
        assertThat(growth(after, PROMPT_TOKENS)).isEqualTo(80);
        assertThat(growth(after, "inkwell_prefix_cache_queries_total")).isEqualTo(80);
        assertThat(growth(after, "inkwell_prefix_cache_hits_total")).isEqualTo(39);
    }

    @Test
    void doesNotCountRejectedRequests() {
        assertThat(this.service.post("{\"n\": 0}").status()).isEqualTo(400);

        Scrape after = idle();
        assertThat(growth(after, REQUESTS)).isZero();
        assertThat(growth(after, PROMPT_TOKENS)).isZero();
    }

    @Test
    void countsCancelledRequestsAndFreesTheirSlots() throws IOException {
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
        assertThat(growth(after, REQUESTS, "error_type=\"cancelled\"")).isEqualTo(1);
        assertThat(growth(after, GENERATED_TOKENS)).isBetween(1.0, 32 * 510.0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gen_ai_server_request_duration_seconds      | 0.0025 | 327.68 | 19
            gen_ai_server_time_to_first_token_seconds   | 5.0E-4 | 160.0  | 23
            inkwell_queue_duration_seconds              | 5.0E-4 | 160.0  | 23
            inkwell_prefill_duration_seconds            | 5.0E-4 | 160.0  | 23
            inkwell_decode_duration_seconds             | 0.0025 | 327.68 | 19
            gen_ai_server_time_per_output_token_seconds | 2.5E-4 | 2.5    | 19
            inkwell_step_duration_seconds               | 2.5E-4 | 2.5    | 19
            inkwell_step_sequences                      | 1.0    | 4096.0 | 14
            inkwell_step_tokens                         | 1.0    | 4096.0 | 14
            gen_ai_client_token_usage                   | 1.0    | 4096.0 | 14
            """)
    void hasFineBucketsForSmallModels(String name, String least, String most, int number) {
        List<String> bounds = this.before.buckets(name);

        assertThat(bounds).hasSize(number).startsWith(least).endsWith(most, "+Inf");
    }

    /** Makes histograms comparable with those of other servers. */
    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    gen_ai_server_request_duration_seconds      | 0.01 0.02 0.04 0.08 0.16 0.32 0.64 1.28 2.56 5.12 10.24 20.48 40.96 81.92
                    gen_ai_server_time_to_first_token_seconds   | 0.001 0.005 0.01 0.02 0.04 0.06 0.08 0.1 0.25 0.5 0.75 1.0 2.5 5.0 7.5 10.0
                    gen_ai_server_time_per_output_token_seconds | 0.01 0.025 0.05 0.075 0.1 0.15 0.2 0.3 0.4 0.5 0.75 1.0 2.5
                    gen_ai_client_token_usage                   | 1.0 4.0 16.0 64.0 256.0 1024.0 4096.0
                    """)
    void hasTheBucketsOfTheGenAiConventions(String name, String bounds) {
        assertThat(this.before.buckets(name)).contains(bounds.split(" "));
    }

    @Test
    void tagsModelAndDevice() {
        assertThat(this.before.samples().keySet())
            .filteredOn((series) -> series.matches("(gen_ai|inkwell)_.*")
                    && !series.matches("inkwell_(models|limits_|requests_rejected_|requests_rate_limited_).*"))
            .isNotEmpty()
            .allSatisfy(
                    (series) -> assertThat(series).contains("gen_ai_request_model=\"inkwell-demo\"", "device=\"cpu\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/completions      | text_completion | {"prompt": [5, 6, 7], "max_tokens": 2, "ignore_eos": true}
            /v1/chat/completions | chat            | {"messages": [{"role": "user", "content": "Hi"}], "max_tokens": 2}
            /v1/responses        | chat            | {"input": "Hi", "max_output_tokens": 2}
            /generate            | text_completion | {"inputs": "Hi", "parameters": {"max_new_tokens": 2}}
            /                    | text_completion | {"inputs": "Hi", "parameters": {"max_new_tokens": 2}}
            /v1/embeddings       | embeddings      | {"input": [5, 6, 7]}
            """)
    void tagsOperations(String path, String operation, String body) {
        this.service.ask(path, body);

        Scrape after = idle();
        String label = "gen_ai_operation_name=\"" + operation + "\"";
        assertThat(growth(after, REQUESTS)).isEqualTo(1);
        assertThat(growth(after, REQUESTS, label, "gen_ai_provider_name=\"inkwell\"", "error_type=\"\"")).isEqualTo(1);
        assertThat(growth(after, "gen_ai_client_token_usage_count", label, "gen_ai_token_type=\"input\"")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            invalid_request         | {"n": 0}
            context_length_exceeded | {"max_tokens": 100000}
            unknown_model           | {"model": "none"}
            """)
    void countsErrorsByReason(String reason, String body) {
        assertThat(this.service.post(body).status()).isGreaterThanOrEqualTo(400);

        Scrape after = idle();
        assertThat(growth(after, "inkwell_requests_rejected_total")).isEqualTo(1);
        assertThat(growth(after, "inkwell_requests_rejected_total", "reason=\"" + reason + "\"")).isEqualTo(1);
    }

    @Test
    void measuresSteps() {
        this.service.complete("""
                {"prompt": [5, 6, 7, 8, 9], "n": 3, "max_tokens": 4, "ignore_eos": true}""");

        Scrape after = idle();
        double steps = growth(after, "inkwell_step_duration_seconds_count");
        assertThat(growth(after, "inkwell_step_sequences_count")).isEqualTo(steps);
        assertThat(growth(after, "inkwell_step_tokens_count")).isEqualTo(steps);
        // The last token is never computed; the last prompt token is computed once per
        // choice.
        assertThat(growth(after, "inkwell_step_tokens_sum")).isEqualTo(4 + 3 + 3 * 3);
    }

    @Test
    void reportsProcessMemory() {
        assertThat(this.before.value("process_resident_memory_bytes")).isGreaterThan(1e8);
    }

    @Test
    void idleEngineIsNotStuck() {
        assertThat(this.before.value("inkwell_engine_last_step_age_seconds")).isZero();
    }

    @Test
    void excludesProbesAndScrapesFromHttpMetrics() {
        this.service.get("/livez");
        this.service.get("/v1/models");

        assertThat(scrape().samples().keySet()).filteredOn((series) -> series.startsWith("http_server_requests"))
            .anyMatch((series) -> series.contains("uri=\"/v1/models\""))
            .noneMatch((series) -> series.contains("livez") || series.contains("actuator"));
    }

    private double growth(Scrape after, String name, String... labels) {
        return after.value(name, labels) - this.before.value(name, labels);
    }

    /**
     * The metrics once nothing runs or waits: a response arrives slightly before its
     * engine has released everything.
     */
    private Scrape idle() {
        return await().until(this::scrape, (scrape) -> scrape.value("inkwell_requests_running") == 0
                && scrape.value("inkwell_requests_waiting") == 0 && scrape.value("inkwell_kv_usage") == 0);
    }

    private Scrape scrape() {
        return Scrape.parse(this.service.get("/actuator/prometheus").body());
    }

}
