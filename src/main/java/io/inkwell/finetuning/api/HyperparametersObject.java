package io.inkwell.finetuning.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.finetuning.job.Hyperparameters;
import io.inkwell.finetuning.job.Job;
import io.inkwell.finetuning.job.JobStatus;
import io.inkwell.finetuning.job.LoraParameters;

/**
 * The options of a job. The first three are {@code auto} until the files are read, and
 * then numbers. The others appear if they were given.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({ "n_epochs", "batch_size", "learning_rate_multiplier" })
record HyperparametersObject(Object nEpochs, Object batchSize, Object learningRateMultiplier,
        @Nullable Double learningRate, @Nullable Integer blockSize, @Nullable String schedule, @Nullable Double warmup,
        @Nullable Double weightDecay, @Nullable Double maxGradNorm, @Nullable Double dropout,
        @Nullable Double labelSmoothing, @Nullable Integer accumulation, @Nullable Long maxSteps,
        @Nullable Double evalSplit, @Nullable Integer logSteps, @Nullable Integer evalSteps,
        @Nullable Integer saveSteps, @Nullable Integer patience, @Nullable LoraParameters lora) {

    static HyperparametersObject of(Job job) {
        Hyperparameters given = job.request().hyperparameters();
        boolean isOpen = job.status() == JobStatus.VALIDATING_FILES;
        return new HyperparametersObject(shown(given.nEpochs(), given.nEpochsOrDefault(), isOpen),
                shown(given.batchSize(), given.batchSizeOrDefault(), isOpen),
                shown(given.learningRateMultiplier(), given.learningRateMultiplierOrDefault(), isOpen),
                given.learningRate(), given.blockSize(), given.schedule(), given.warmup(), given.weightDecay(),
                given.maxGradNorm(), given.dropout(), given.labelSmoothing(), given.accumulation(), given.maxSteps(),
                given.evalSplit(), given.logSteps(), given.evalSteps(), given.saveSteps(), given.patience(),
                given.lora());
    }

    private static Object shown(@Nullable Object given, Object value, boolean isOpen) {
        return (given == null && isOpen) ? "auto" : value;
    }

}
