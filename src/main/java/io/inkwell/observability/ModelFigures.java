package io.inkwell.observability;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a model in memory. All but the gauges only grow until the service
 * restarts.
 *
 * @param running number of sequences with a slot
 * @param waiting number of sequences without one
 * @param waitingTokens prompt tokens of waiting sequences
 * @param kvUsage share of the KV cache that running sequences reserve
 * @param counters numbers of tokens
 * @param finished numbers of sequences, by the reason of their end
 * @param histograms durations in seconds, and sizes of steps
 */
@JsonPropertyOrder({ "model", "device", "running", "waiting", "waiting_tokens", "kv_usage", "counters", "finished",
        "histograms" })
record ModelFigures(String model, String device, double running, double waiting, double waitingTokens, double kvUsage,
        Map<String, Long> counters, Map<String, Long> finished, Map<String, HistogramFigures> histograms) {

    private static final double NANOS_PER_SECOND = 1e9;

    static ModelFigures of(MeterRegistry registry, ServedModel model) {
        Reader meters = new Reader(registry, model);
        Map<String, Long> counters = new LinkedHashMap<>();
        counters.put("prompt_tokens", meters.count(MeterNames.PROMPT_TOKENS));
        counters.put("generated_tokens", meters.count(MeterNames.GENERATED_TOKENS));
        counters.put("prefix_cache_queries", meters.count(MeterNames.PREFIX_CACHE_QUERIES));
        counters.put("prefix_cache_hits", meters.count(MeterNames.PREFIX_CACHE_HITS));
        counters.put("drafted_tokens", meters.count(MeterNames.DRAFTED_TOKENS));
        counters.put("accepted_tokens", meters.count(MeterNames.ACCEPTED_TOKENS));
        Map<String, HistogramFigures> histograms = new LinkedHashMap<>();
        histograms.put("time_to_first_token_seconds", meters.times(MeterNames.TIME_TO_FIRST_TOKEN));
        histograms.put("time_per_output_token_seconds", meters.times(MeterNames.TIME_PER_OUTPUT_TOKEN));
        histograms.put("request_duration_seconds", meters.times(MeterNames.REQUEST_DURATION));
        histograms.put("queue_duration_seconds", meters.times(MeterNames.QUEUE_DURATION));
        histograms.put("prefill_duration_seconds", meters.times(MeterNames.PREFILL_DURATION));
        histograms.put("decode_duration_seconds", meters.times(MeterNames.DECODE_DURATION));
        histograms.put("step_duration_seconds", meters.times(MeterNames.STEP_DURATION));
        histograms.put("step_sequences", meters.sizes(MeterNames.STEP_SEQUENCES));
        histograms.put("step_tokens", meters.sizes(MeterNames.STEP_TOKENS));
        return new ModelFigures(model.name(), model.device(), meters.gauge(MeterNames.RUNNING),
                meters.gauge(MeterNames.WAITING), meters.gauge(MeterNames.WAITING_TOKENS),
                meters.gauge(MeterNames.KV_USAGE), counters, meters.finished(), histograms);
    }

    /** Reads the meters of one model, summed over operations and outcomes. */
    private record Reader(MeterRegistry registry, ServedModel model) {

        private Search find(String name) {
            return this.registry.find(name).tags(this.model.tags());
        }

        private double gauge(String name) {
            Gauge gauge = find(name).gauge();
            return (gauge != null && Double.isFinite(gauge.value())) ? gauge.value() : 0;
        }

        private long count(String name) {
            return find(name).counters().stream().mapToLong((each) -> (long) each.count()).sum();
        }

        private Map<String, Long> finished() {
            Map<String, Long> finished = new TreeMap<>();
            for (Counter counter : find(MeterNames.FINISHED).counters()) {
                finished.merge(reason(counter), (long) counter.count(), Long::sum);
            }
            return finished;
        }

        private static String reason(Counter counter) {
            @Nullable String reason = counter.getId().getTag(TagNames.REASON);
            return (reason != null) ? reason : "";
        }

        private HistogramFigures times(String name) {
            return HistogramFigures.of(find(name).timers(), NANOS_PER_SECOND);
        }

        private HistogramFigures sizes(String name) {
            return HistogramFigures.of(find(name).summaries(), 1);
        }

    }

}
