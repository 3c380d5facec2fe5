package io.inkwell.observability;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.engine.request.EndedRequest;
import io.inkwell.engine.request.GenerationTimings;

/** The meters of OpenTelemetry's GenAI conventions for one operation. */
final class OperationMeters {

    private final Map<FinishReason, Timer> durations = new EnumMap<>(FinishReason.class);

    private final Timer timeToFirstToken;

    private final Timer timePerOutputToken;

    private final DistributionSummary inputTokens;

    private final DistributionSummary outputTokens;

    OperationMeters(MeterRegistry registry, Tags tags) {
        for (FinishReason reason : FinishReason.values()) {
            String error = reason.isNatural() ? "" : Labels.of(reason);
            this.durations.put(reason, Histograms.times(registry, MeterNames.REQUEST_DURATION,
                    tags.and(TagNames.ERROR_TYPE, error), Histograms.REQUEST));
        }
        this.timeToFirstToken = Histograms.times(registry, MeterNames.TIME_TO_FIRST_TOKEN, tags,
                Histograms.FIRST_TOKEN);
        this.timePerOutputToken = Histograms.times(registry, MeterNames.TIME_PER_OUTPUT_TOKEN, tags,
                Histograms.PER_TOKEN);
        this.inputTokens = tokens(registry, tags, "input");
        this.outputTokens = tokens(registry, tags, "output");
    }

    private static DistributionSummary tokens(MeterRegistry registry, Tags tags, String type) {
        return Histograms.counts(registry, MeterNames.TOKEN_USAGE, tags.and(TagNames.TOKEN_TYPE, type));
    }

    void recordFirstToken(Duration sinceArrival) {
        this.timeToFirstToken.record(sinceArrival);
    }

    void record(EndedRequest ended) {
        GenerationTimings timings = ended.timings();
        FinishReason reason = ended.reason();
        Objects.requireNonNull(this.durations.get(reason)).record(timings.total());
        this.inputTokens.record(timings.numPromptTokens());
        if (timings.numGeneratedTokens() > 0) {
            this.outputTokens.record(timings.numGeneratedTokens());
        }
        // The mean over the sequences of one prompt, which are generated in parallel.
        double tokensPerSequence = (double) timings.numGeneratedTokens() / ended.request().numChoices();
        if (reason.isNatural() && tokensPerSequence > 1) {
            this.timePerOutputToken
                .record(Duration.ofNanos(Math.round(timings.decode().toNanos() / (tokensPerSequence - 1))));
        }
    }

}
