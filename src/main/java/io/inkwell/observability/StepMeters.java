package io.inkwell.observability;

import java.time.Duration;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/** Durations and batch sizes of a model's forward passes. */
final class StepMeters {

    private final Timer duration;

    private final DistributionSummary sequences;

    private final DistributionSummary tokens;

    StepMeters(MeterRegistry registry, ServedModel model) {
        Tags tags = model.tags();
        this.duration = Histograms.times(registry, MeterNames.STEP_DURATION, tags, Histograms.PER_TOKEN);
        this.sequences = Histograms.counts(registry, MeterNames.STEP_SEQUENCES, tags);
        this.tokens = Histograms.counts(registry, MeterNames.STEP_TOKENS, tags);
    }

    void record(int numSequences, int numRows, Duration duration) {
        this.sequences.record(numSequences);
        this.tokens.record(numRows);
        this.duration.record(duration);
    }

}
