package io.inkwell.finetuning.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.finetuning.job.Job;
import io.inkwell.finetuning.job.JobError;

/** A job. Times are in Unix seconds. */
@JsonPropertyOrder({ "id", "object", "model", "created_at", "finished_at", "fine_tuned_model", "organization_id",
        "result_files", "status", "validation_file", "training_file", "hyperparameters", "trained_tokens", "error",
        "integrations", "seed", "estimated_finish", "method", "metadata" })
record JobObject(String id, String object, String model, long createdAt, @JsonInclude @Nullable Long finishedAt,
        @JsonInclude @Nullable String fineTunedModel, String organizationId, List<String> resultFiles, String status,
        @JsonInclude @Nullable String validationFile, String trainingFile, HyperparametersObject hyperparameters,
        @JsonInclude @Nullable Long trainedTokens, @JsonInclude @Nullable JobError error, List<Object> integrations,
        long seed, @JsonInclude @Nullable Long estimatedFinish, Method method, Map<String, String> metadata) {

    static JobObject of(Job job, String organization) {
        HyperparametersObject options = HyperparametersObject.of(job);
        return new JobObject(job.id(), "fine_tuning.job", job.model(), job.createdAt().getEpochSecond(),
                seconds(job.finishedAt()), job.fineTunedModel(), organization,
                (job.resultFile() != null) ? List.of(job.resultFile()) : List.of(), job.status().label(),
                job.request().validationFile(), job.request().trainingFile(), options, job.trainedTokens(), job.error(),
                List.of(), job.request().seed(), seconds(job.estimatedFinish()),
                new Method("supervised", new Supervised(options)), job.metadata());
    }

    private static @Nullable Long seconds(@Nullable Instant time) {
        return (time != null) ? time.getEpochSecond() : null;
    }

    record Method(String type, Supervised supervised) {
    }

    record Supervised(HyperparametersObject hyperparameters) {
    }

}
