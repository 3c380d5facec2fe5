package io.inkwell.finetuning.api;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.inkwell.finetuning.job.JobCheckpoint;

/**
 * A checkpoint of a job.
 *
 * @param createdAt in Unix seconds
 */
@JsonPropertyOrder({ "object", "id", "created_at", "fine_tuned_model_checkpoint", "step_number", "metrics",
        "fine_tuning_job_id" })
record CheckpointObject(String object, String id, long createdAt, String fineTunedModelCheckpoint, long stepNumber,
        Map<String, Object> metrics, String fineTuningJobId) {

    static CheckpointObject of(String job, JobCheckpoint checkpoint) {
        return new CheckpointObject("fine_tuning.job.checkpoint", checkpoint.id(),
                checkpoint.createdAt().getEpochSecond(), checkpoint.model(), checkpoint.step(), checkpoint.metrics(),
                job);
    }

}
