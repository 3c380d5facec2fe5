package io.inkwell.finetuning;

/**
 * What files and jobs may use.
 *
 * @param maxFileBytes the size of an uploaded file
 * @param maxFiles the number of files
 * @param maxTotalBytes the size of all files
 * @param maxJobs the number of jobs that have not ended
 * @param maxEndedJobs the number of ended jobs that are kept without a model
 */
public record FineTuningLimits(long maxFileBytes, int maxFiles, long maxTotalBytes, int maxJobs, int maxEndedJobs) {
}
