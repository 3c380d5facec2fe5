package io.inkwell.finetuning.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.inkwell.training.RunEvent;

/**
 * Records what the process of a job reports: events, checkpoints, and when the job will
 * end. Keeps how the run ended. Used by one thread.
 */
final class RunReport {

    private final Job job;

    private final String modelName;

    private final JobTable jobs;

    private final JobLog log;

    private final InstantSource clock;

    private @Nullable RunEvent plan;

    private @Nullable RunEvent lastLog;

    private @Nullable RunEvent lastEvaluation;

    private @Nullable RunEvent end;

    private Instant startedAt = Instant.EPOCH;

    /**
     * @param modelName the name that the model of the job will have
     */
    RunReport(Job job, String modelName, JobTable jobs, JobLog log, InstantSource clock) {
        this.job = job;
        this.modelName = modelName;
        this.jobs = jobs;
        this.log = log;
        this.clock = clock;
    }

    void accept(RunEvent event) {
        switch (event.kind()) {
            case START -> start(event);
            case LOG -> logged(event);
            case EVALUATION -> evaluated(event);
            case CHECKPOINT -> saved(event);
            // A notice may name files by their paths; the log of the process has it.
            case NOTICE -> {
            }
            // A failure after the end tells no more than the end.
            case END, FAILURE -> this.end = (this.end != null) ? this.end : event;
        }
    }

    /** The last event; null if the process ended without one. */
    @Nullable RunEvent end() {
        return this.end;
    }

    /** The tokens that all steps have read. */
    long trainedTokens() {
        if (this.plan == null || this.end == null) {
            return 0;
        }
        double epochs = (double) value(this.end.step()) / Math.max(1, value(this.plan.stepsPerEpoch()));
        return Math.round(epochs * value(this.plan.numTokens()));
    }

    private static long value(@Nullable Long value) {
        return (value != null) ? value : 0;
    }

    private void start(RunEvent event) {
        this.plan = event;
        this.startedAt = this.clock.instant();
        boolean isResumed = value(event.step()) > 0;
        info(isResumed ? "Fine-tuning job continues after step " + event.step() + " of " + event.totalSteps()
                : "Fine-tuning job started", null);
    }

    private void logged(RunEvent event) {
        this.lastLog = event;
        Map<String, Object> data = figures(event);
        put(data, "epoch", event.epoch());
        put(data, "train_loss", event.loss());
        put(data, "learning_rate", event.learningRate());
        put(data, "gradient_norm", event.gradientNorm());
        put(data, "tokens_per_second", event.tokensPerSecond());
        info(String.format(Locale.ROOT, "Step %d/%d: training loss=%.2f", event.step(), totalSteps(), event.loss()),
                data);
        estimate(value(event.step()));
    }

    private void evaluated(RunEvent event) {
        this.lastEvaluation = event;
        Map<String, Object> data = figures(event);
        put(data, "epoch", event.epoch());
        data.putAll(evaluation(event));
        info(String.format(Locale.ROOT, "Step %d/%d: validation loss=%.2f", event.step(), totalSteps(), event.loss()),
                data);
    }

    private static Map<String, Object> evaluation(RunEvent event) {
        Map<String, Object> data = new LinkedHashMap<>();
        put(data, "valid_loss", event.loss());
        put(data, "valid_mean_token_accuracy", event.accuracy());
        // Each evaluation reads all of the text.
        put(data, "full_valid_loss", event.loss());
        put(data, "full_valid_mean_token_accuracy", event.accuracy());
        return data;
    }

    private void saved(RunEvent event) {
        long step = value(event.step());
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("step", step);
        if (this.lastLog != null) {
            put(metrics, "train_loss", this.lastLog.loss());
        }
        if (this.lastEvaluation != null && value(this.lastEvaluation.step()) == step) {
            metrics.putAll(evaluation(this.lastEvaluation));
        }
        this.log.addCheckpoint(this.job.id(), step, this.modelName + ":ckpt-step-" + step, metrics);
        info("Checkpoint created at step " + step, null);
    }

    private Map<String, Object> figures(RunEvent event) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("step", value(event.step()));
        data.put("total_steps", totalSteps());
        return data;
    }

    private static void put(Map<String, Object> data, String name, @Nullable Double value) {
        // JSON has no infinity.
        if (value != null && Double.isFinite(value)) {
            data.put(name, value);
        }
    }

    private long totalSteps() {
        return (this.plan != null) ? value(this.plan.totalSteps()) : 0;
    }

    private void estimate(long step) {
        long done = step - ((this.plan != null) ? value(this.plan.step()) : 0);
        if (done > 0) {
            Instant now = this.clock.instant();
            Duration left = Duration.between(this.startedAt, now).multipliedBy(totalSteps() - step).dividedBy(done);
            this.jobs.setEstimate(this.job.id(), now.plus(left));
        }
    }

    private void info(String message, @Nullable Map<String, Object> data) {
        this.log.add(this.job.id(), JobEvent.Level.INFO, message, data);
    }

}
