package io.inkwell.finetuning.job;

import org.jspecify.annotations.Nullable;

/**
 * What a job has made.
 *
 * @param name in requests
 * @param job the id of the job, whose folder has it
 * @param base the base model of an adapter; null for a model of its own
 */
record FineTunedModel(String name, String job, @Nullable String base) {
}
