package io.inkwell.decoding.search;

/**
 * Makes hypotheses of different length comparable. Log-probabilities are negative, so a
 * power above 0 favors longer ones.
 */
record LengthPenalty(float power) {

    /**
     * Returns {@code logprob / numTokens^power}.
     * @param logprob the total log-probability of the output tokens
     */
    double score(double logprob, int numTokens) {
        return logprob / Math.pow(numTokens, this.power);
    }

}
