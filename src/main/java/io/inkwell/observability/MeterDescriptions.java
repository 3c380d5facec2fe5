package io.inkwell.observability;

import java.util.Map;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import org.springframework.stereotype.Component;

import static java.util.Map.entry;

/**
 * Gives every meter the description that Prometheus shows as its help text: ours, and
 * those of libraries that describe none.
 */
@Component
class MeterDescriptions implements MeterFilter {

    private static final Map<String, String> DESCRIPTIONS = Map.ofEntries(
    // @formatter:off
            entry(MeterNames.REQUEST_DURATION, "Time from the arrival of a request to its last token"),
            entry(MeterNames.TIME_TO_FIRST_TOKEN, "Time from the arrival of a request to its first token"),
            entry(MeterNames.TIME_PER_OUTPUT_TOKEN, "Time per output token after the first one, of a request that completed"),
            entry(MeterNames.TOKEN_USAGE, "Input and output tokens of a request"),
            entry(MeterNames.QUEUE_DURATION, "Time from the arrival of a request to a slot of the KV cache"),
            entry(MeterNames.PREFILL_DURATION, "Time from a slot of the KV cache to the end of the prefill"),
            entry(MeterNames.DECODE_DURATION, "Time from the end of the prefill to the last token"),
            entry(MeterNames.PROMPT_TOKENS, "Prompt tokens, those found in the prefix cache included"),
            entry(MeterNames.GENERATED_TOKENS, "Generated tokens"),
            entry(MeterNames.PREFIX_CACHE_QUERIES, "Prompt tokens that were looked up in the prefix cache"),
            entry(MeterNames.PREFIX_CACHE_HITS, "Prompt tokens that were found in the prefix cache"),
            entry(MeterNames.DRAFTED_TOKENS, "Tokens that speculative decoding drafted"),
            entry(MeterNames.ACCEPTED_TOKENS, "Drafted tokens that were accepted"),
            entry(MeterNames.FINISHED, "Sequences that finished, by reason"),
            entry(MeterNames.REJECTED, "Requests that were answered with an error, by reason"),
            entry(MeterNames.RUNNING, "Sequences that have a slot of the KV cache"),
            entry(MeterNames.WAITING, "Sequences that wait for a slot of the KV cache"),
            entry(MeterNames.WAITING_TOKENS, "Prompt tokens of the sequences that wait"),
            entry(MeterNames.KV_USAGE, "Share of the slots of the KV cache that are in use, 0 to 1"),
            entry(MeterNames.STEP_DURATION, "Duration of a step: one forward pass and the selection of its tokens"),
            entry(MeterNames.STEP_SEQUENCES, "Sequences in the batch of a step"),
            entry(MeterNames.STEP_TOKENS, "Tokens that a step computed"),
            entry(MeterNames.LAST_STEP_AGE, "Time since the last step of an engine that has work, 0 without work"),
            entry(MeterNames.RESIDENT_MEMORY, "Resident memory of the process"),
            entry(MeterNames.CPU_TIME, "Processor time of the process, user and system"),
            entry(MeterNames.COMPILATION_TIME, "Time that the JVM spent in compilation"),
            entry("http.server.requests", "Duration of HTTP requests; a stream counts until its end"),
            entry("http.server.requests.active", "Duration of the HTTP requests that are in progress"),
            entry("http.client.requests", "Duration of HTTP requests that the service sent"),
            entry("http.client.requests.active", "Duration of the HTTP requests that the service is sending"));
    // @formatter:on

    @Override
    public Meter.Id map(Meter.Id id) {
        String description = id.getDescription();
        return (description == null || description.isBlank()) ? described(id) : id;
    }

    private static Meter.Id described(Meter.Id id) {
        String description = DESCRIPTIONS.getOrDefault(id.getName(),
                "Measured by a library under the name " + id.getName());
        return new Meter.Id(id.getName(), Tags.of(id.getTagsAsIterable()), id.getBaseUnit(), description, id.getType());
    }

}
