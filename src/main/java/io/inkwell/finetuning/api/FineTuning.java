package io.inkwell.finetuning.api;

import java.time.Duration;

import reactor.core.scheduler.Scheduler;

import io.inkwell.finetuning.RandomIds;
import io.inkwell.finetuning.file.FileStore;
import io.inkwell.finetuning.job.FineTunedModels;
import io.inkwell.finetuning.job.JobService;

/**
 * What the controllers use; there is none if the service does not fine-tune.
 *
 * @param scheduler runs calls, which block
 * @param organization in names of models
 * @param uploadTimeout the time in which a part of an upload must follow the one before
 */
public record FineTuning(FileStore files, JobService jobs, FineTunedModels models, RandomIds ids, Scheduler scheduler,
        String organization, Duration uploadTimeout) {
}
