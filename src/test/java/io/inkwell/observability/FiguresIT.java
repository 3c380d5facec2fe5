package io.inkwell.observability;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** The metrics as JSON equal those in the text format. */
@InkwellService
class FiguresIT {

    private static final Map<String, String> COUNTERS = Map.of("prompt_tokens", "inkwell_tokens_prompt_total",
            "generated_tokens", "inkwell_tokens_generated_total", "prefix_cache_queries",
            "inkwell_prefix_cache_queries_total", "prefix_cache_hits", "inkwell_prefix_cache_hits_total",
            "drafted_tokens", "inkwell_speculation_drafted_total", "accepted_tokens",
            "inkwell_speculation_accepted_total");

    private final ServiceClient service;

    FiguresIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    private JsonNode figures() {
        Answer answer = this.service.get("/metrics.json");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        return answer.json();
    }

    private Scrape scrape() {
        return Scrape.parse(this.service.get("/metrics").body());
    }

    /** A request is recorded just after its response. */
    private void completeAndWait() {
        long before = figures().at("/models/0/finished/length").longValue();
        this.service.complete("{\"prompt\": [5, 6, 7, 8, 9], \"max_tokens\": 12, \"ignore_eos\": true}");
        await().until(() -> figures().at("/models/0/finished/length").longValue() == before + 1
                && figures().at("/models/0/running").doubleValue() == 0);
    }

    @Test
    void countersEqualThoseOfPrometheus() {
        completeAndWait();
        JsonNode model = figures().at("/models/0");
        Scrape scrape = scrape();

        assertThat(model.get("model").stringValue()).isEqualTo("inkwell-demo");
        COUNTERS.forEach((name, metric) -> assertThat(model.get("counters").get(name).doubleValue()).as(name)
            .isEqualTo(scrape.value(metric)));
        assertThat(model.at("/counters/generated_tokens").longValue()).isGreaterThanOrEqualTo(12);
        model.get("finished")
            .forEachEntry((reason, count) -> assertThat(count.doubleValue()).as(reason)
                .isEqualTo(scrape.value("inkwell_requests_finished_total", "reason=\"" + reason + "\"")));
    }

    @ParameterizedTest
    @CsvSource({ "time_to_first_token_seconds, gen_ai_server_time_to_first_token_seconds",
            "time_per_output_token_seconds, gen_ai_server_time_per_output_token_seconds",
            "request_duration_seconds, gen_ai_server_request_duration_seconds",
            "queue_duration_seconds, inkwell_queue_duration_seconds",
            "prefill_duration_seconds, inkwell_prefill_duration_seconds",
            "decode_duration_seconds, inkwell_decode_duration_seconds",
            "step_duration_seconds, inkwell_step_duration_seconds", "step_sequences, inkwell_step_sequences",
            "step_tokens, inkwell_step_tokens" })
    void histogramsEqualThoseOfPrometheus(String name, String metric) {
        completeAndWait();
        JsonNode histogram = figures().at("/models/0/histograms").get(name);
        Scrape scrape = scrape();
        List<String> bounds = scrape.buckets(metric);

        assertThat(histogram.get("count").doubleValue()).isPositive().isEqualTo(scrape.value(metric + "_count"));
        assertThat(histogram.get("sum").doubleValue()).isCloseTo(scrape.value(metric + "_sum"), within(1e-6));
        assertThat(histogram.get("le").size()).isEqualTo(bounds.size() - 1);
        for (int i = 0; i < bounds.size() - 1; i++) {
            assertThat(histogram.get("le").get(i).doubleValue()).isCloseTo(Double.parseDouble(bounds.get(i)),
                    within(1e-9));
            assertThat(histogram.get("cumulative").get(i).doubleValue())
                .isEqualTo(scrape.value(metric + "_bucket", "le=\"" + bounds.get(i) + "\""));
        }
    }

    @Test
    void idleServiceRunsNothing() {
        completeAndWait();
        JsonNode figures = figures();

        assertThat(figures.at("/models/0/waiting").doubleValue()).isZero();
        assertThat(figures.at("/models/0/waiting_tokens").doubleValue()).isZero();
        assertThat(figures.at("/models/0/kv_usage").doubleValue()).isZero();
        assertThat(figures.at("/states/ready").intValue()).isOne();
        assertThat(figures.at("/states/failed").intValue()).isZero();
        assertThat(figures.at("/process/cpu_seconds").doubleValue()).isPositive();
        assertThat(figures.at("/process/processors").intValue()).isPositive();
        assertThat(figures.at("/process/anonymous_memory_bytes").longValue()).isPositive()
            .isLessThan(figures.at("/process/resident_memory_bytes").longValue());
        assertThat(figures.at("/process/direct_memory_bytes").longValue()).isPositive();
        assertThat(figures.at("/process/threads").intValue()).isGreaterThan(5);
        assertThat(figures.at("/process/open_files").intValue()).isGreaterThan(5);
    }

}
