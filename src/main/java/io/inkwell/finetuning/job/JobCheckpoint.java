package io.inkwell.finetuning.job;

import java.time.Instant;
import java.util.Map;

/**
 * A checkpoint of a job.
 *
 * @param model the name that OpenAI would give its model
 * @param metrics the figures at that step
 */
public record JobCheckpoint(String id, Instant createdAt, long step, String model, Map<String, Object> metrics) {
}
