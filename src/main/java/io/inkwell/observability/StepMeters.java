package io.inkwell.observability;

import java.time.Duration;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/** How long the forward passes of a model take, and how much they compute at once. */
final class StepMeters {

    private final Timer duration;

    private final DistributionSummary sequences;

    private final DistributionSummary tokens;

    StepMeters(MeterRegistry registry, ServedModel model) {
        Tags tags = model.tags();
        this.duration = Timer.builder(MeterNames.STEP_DURATION)
            .tags(tags)
            .serviceLevelObjectives(Buckets.PER_TOKEN)
            .register(registry);
        this.sequences = sizes(MeterNames.STEP_SEQUENCES, tags).register(registry);
        this.tokens = sizes(MeterNames.STEP_TOKENS, tags).register(registry);
    }

    private static DistributionSummary.Builder sizes(String name, Tags tags) {
        return DistributionSummary.builder(name).tags(tags).serviceLevelObjectives(Buckets.TOKENS);
    }

    void record(int numSequences, int numTokens, Duration duration) {
        this.sequences.record(numSequences);
        this.tokens.record(numTokens);
        this.duration.record(duration);
    }

}
