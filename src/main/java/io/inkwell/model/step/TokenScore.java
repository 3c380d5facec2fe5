package io.inkwell.model.step;

/**
 * The log-probability and rank of a target token.
 *
 * @param logprob may be NaN if the model's numbers overflow
 * @param rank 1 for the most likely token
 * @param topTokenIds the most likely tokens, in descending order
 * @param topLogprobs their log-probabilities
 */
public record TokenScore(int tokenId, float logprob, int rank, int[] topTokenIds, float[] topLogprobs) {
}
