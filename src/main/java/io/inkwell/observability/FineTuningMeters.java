package io.inkwell.observability;

import java.util.List;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import io.inkwell.finetuning.job.JobMeters;
import io.inkwell.finetuning.job.JobStatus;

/** Counts fine-tuning jobs that have ended, by outcome. */
public final class FineTuningMeters implements JobMeters {

    private final MeterRegistry registry;

    public FineTuningMeters(MeterRegistry registry) {
        this.registry = registry;
        List.of(JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED).forEach(this::counter);
    }

    @Override
    public void finished(JobStatus status) {
        counter(status).increment();
    }

    private Counter counter(JobStatus status) {
        return this.registry.counter(MeterNames.FINE_TUNING_FINISHED, TagNames.OUTCOME, status.label());
    }

}
