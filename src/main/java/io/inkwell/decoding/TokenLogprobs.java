package io.inkwell.decoding;

/**
 * Log-probabilities at one position, of the model's own distribution: before any
 * processor.
 *
 * @param tokenId the token that stands there
 * @param logprob its natural logarithm of the probability; minus infinity if it has none
 * @param rank 1 for the likeliest token, and so on
 * @param topTokenIds the likeliest tokens, the likeliest first
 * @param topLogprobs theirs
 */
public record TokenLogprobs(int tokenId, float logprob, int rank, int[] topTokenIds, float[] topLogprobs) {
}
