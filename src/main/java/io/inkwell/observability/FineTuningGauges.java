package io.inkwell.observability;

import java.util.Arrays;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.dao.DataAccessException;

import io.inkwell.finetuning.job.JobService;
import io.inkwell.finetuning.job.JobStatus;

/** The number of fine-tuning jobs that have not ended, by state. */
public final class FineTuningGauges implements MeterBinder {

    private final JobService jobs;

    public FineTuningGauges(JobService jobs) {
        this.jobs = jobs;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Arrays.stream(JobStatus.values())
            .filter((status) -> !status.isFinal())
            .forEach((status) -> Gauge.builder(MeterNames.FINE_TUNING_JOBS, () -> count(status))
                .tag(TagNames.STATE, status.label())
                .register(registry));
    }

    private Number count(JobStatus status) {
        try {
            return this.jobs.count(status);
        }
        catch (DataAccessException ex) {
            return Double.NaN;
        }
    }

}
