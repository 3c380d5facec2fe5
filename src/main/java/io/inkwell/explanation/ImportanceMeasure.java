package io.inkwell.explanation;

/** What of a token's chance importance is told in. */
enum ImportanceMeasure {

    PROBABILITY, LOGPROB, LOGIT;

    /**
     * @param logits {@code [texts, vocabulary]}
     * @param text the row
     */
    double of(float[] logits, int text, int vocabularySize, int tokenId) {
        int first = text * vocabularySize;
        double logit = logits[first + tokenId];
        if (this == LOGIT) {
            return logit;
        }
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = first; i < first + vocabularySize; i++) {
            largest = Math.max(largest, logits[i]);
        }
        double sum = 0;
        for (int i = first; i < first + vocabularySize; i++) {
            sum += Math.exp(logits[i] - largest);
        }
        double logprob = logit - largest - Math.log(sum);
        return (this == LOGPROB) ? logprob : Math.exp(logprob);
    }

}
