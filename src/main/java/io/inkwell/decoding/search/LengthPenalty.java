package io.inkwell.decoding.search;

/**
 * Makes texts of unlike length comparable: log-probabilities are negative, so a power
 * above 0 favours the longer ones.
 */
record LengthPenalty(float power) {

    /**
     * @param logprob the sum over the text's tokens
     */
    double score(double logprob, int numTokens) {
        return logprob / Math.pow(numTokens, this.power);
    }

}
