package io.inkwell.observability;

import java.util.Map;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import org.springframework.stereotype.Component;

import static java.util.Map.entry;

/**
 * Sets the description of every meter, which Prometheus shows as help text. Covers
 * libraries that describe none.
 */
@Component
class MeterDescriptions implements MeterFilter {

    private static final Map<String, String> DESCRIPTIONS = Map.ofEntries(
    // @formatter:off
            entry(MeterNames.REQUEST_DURATION, "Time from the arrival of a request to its last token"),
            entry(MeterNames.TIME_TO_FIRST_TOKEN, "Time from the arrival of a request to its first token"),
            entry(MeterNames.TIME_PER_OUTPUT_TOKEN, "Time per output token after the first, for completed requests"),
            entry(MeterNames.TOKEN_USAGE, "Input and output tokens per request"),
            entry(MeterNames.QUEUE_DURATION, "Time from the arrival of a request to its slot in the KV cache"),
            entry(MeterNames.PREFILL_DURATION, "Time from the slot to the end of prefill"),
            entry(MeterNames.DECODE_DURATION, "Time from the end of prefill to the last token"),
            entry(MeterNames.PROMPT_TOKENS, "Prompt tokens, including tokens found in the prefix cache"),
            entry(MeterNames.GENERATED_TOKENS, "Generated tokens"),
            entry(MeterNames.PREFIX_CACHE_QUERIES, "Prompt tokens looked up in the prefix cache"),
            entry(MeterNames.PREFIX_CACHE_HITS, "Prompt tokens found in the prefix cache"),
            entry(MeterNames.DRAFTED_TOKENS, "Draft tokens proposed by speculative decoding"),
            entry(MeterNames.ACCEPTED_TOKENS, "Accepted draft tokens"),
            entry(MeterNames.FINISHED, "Finished sequences, by reason"),
            entry(MeterNames.REJECTED, "Requests rejected with an error response, by reason"),
            entry(MeterNames.RATE_LIMITED, "Requests rejected by a limit of their API key, by limit and key"),
            entry(MeterNames.REDIS_UNAVAILABLE, "1 while the Redis in which replicas share limits cannot be used"),
            entry(MeterNames.RUNNING, "Running sequences, each with a slot in the KV cache"),
            entry(MeterNames.WAITING, "Sequences waiting for a slot in the KV cache"),
            entry(MeterNames.WAITING_TOKENS, "Prompt tokens of waiting sequences"),
            entry(MeterNames.KV_USAGE, "Share of the KV cache that running sequences reserve, from 0 to 1"),
            entry(MeterNames.STEP_DURATION, "Duration of a step: one forward pass and its sampling"),
            entry(MeterNames.STEP_SEQUENCES, "Sequences in the batch of a step"),
            entry(MeterNames.STEP_TOKENS, "Tokens computed in a step"),
            entry(MeterNames.REPLACEMENTS, "Failed replicas, by the outcome of their replacement"),
            entry(MeterNames.LAST_STEP_AGE, "Time since the last step of an engine with work, 0 without work"),
            entry(MeterNames.MODELS, "Models, by state"),
            entry(MeterNames.FINE_TUNING_JOBS, "Fine-tuning jobs that have not ended, by state"),
            entry(MeterNames.FINE_TUNING_FINISHED, "Fine-tuning jobs that have ended, by outcome"),
            entry(MeterNames.RESIDENT_MEMORY, "Resident memory of the process"),
            entry(MeterNames.ANONYMOUS_MEMORY, "Resident memory of the process without mapped files"),
            entry(MeterNames.CPU_TIME, "CPU time of the process, user and system"),
            entry(MeterNames.COMPILATION_TIME, "Time that the JVM spent compiling"),
            entry("http.server.requests", "Duration of HTTP requests, including streams"),
            entry("http.server.requests.active", "Duration of active HTTP requests"),
            entry("http.client.requests", "Duration of outgoing HTTP requests"),
            entry("http.client.requests.active", "Duration of active outgoing HTTP requests"));
    // @formatter:on

    @Override
    public Meter.Id map(Meter.Id id) {
        String description = id.getDescription();
        return (description == null || description.isBlank()) ? described(id) : id;
    }

    private static Meter.Id described(Meter.Id id) {
        String description = DESCRIPTIONS.getOrDefault(id.getName(), "Measured by a library as " + id.getName());
        return new Meter.Id(id.getName(), Tags.of(id.getTagsAsIterable()), id.getBaseUnit(), description, id.getType());
    }

}
