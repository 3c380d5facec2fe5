package io.inkwell.finetuning.job;

import org.jspecify.annotations.Nullable;

/**
 * Why a job failed.
 *
 * @param code the kind of the problem, such as {@code invalid_training_file}
 * @param message for the client: without paths of this machine
 * @param param the field of the request that causes it; null if none does
 */
public record JobError(String code, String message, @Nullable String param) {
}
