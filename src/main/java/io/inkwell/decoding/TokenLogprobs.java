package io.inkwell.decoding;

/**
 * Log-probabilities at one position, from the model's own distribution before any
 * processor.
 *
 * @param tokenId the token at this position
 * @param logprob its natural log-probability; minus infinity for a probability of 0
 * @param rank 1 for the most likely token
 * @param topTokenIds the most likely tokens, in descending order of probability, or the
 * tokens that the request lists, in its order
 * @param topLogprobs the log-probabilities of {@code topTokenIds}
 * @param entropy of the distribution in nats; NaN where it is not computed, which is for
 * the tokens of a prompt
 */
public record TokenLogprobs(int tokenId, float logprob, int rank, int[] topTokenIds, float[] topLogprobs,
        float entropy) {
}
