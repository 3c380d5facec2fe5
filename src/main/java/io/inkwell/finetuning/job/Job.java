package io.inkwell.finetuning.job;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A job as its row has it.
 *
 * @param startedAt when it last started to train; null before
 * @param estimatedFinish null unless it trains and its speed is known
 * @param trainedTokens null until it has made a model
 */
public record Job(String id, NewJob request, JobStatus status, Instant createdAt, @Nullable Instant startedAt,
        @Nullable Instant finishedAt, @Nullable Instant estimatedFinish, @Nullable Long trainedTokens,
        @Nullable String fineTunedModel, @Nullable String resultFile, @Nullable JobError error) {

    public String model() {
        return this.request.model();
    }

    /** Whether it trains an adapter of its model, and not a model. */
    boolean isAdapter() {
        return this.request.hyperparameters().lora() != null;
    }

    public Map<String, String> metadata() {
        return this.request.metadata();
    }

}
