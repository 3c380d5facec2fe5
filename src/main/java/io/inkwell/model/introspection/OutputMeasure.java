package io.inkwell.model.introspection;

/** The measure of a token in the output. */
public enum OutputMeasure {

    PROBABILITY, LOGPROB, LOGIT;

    /** The code in the {@code gradients} method of the program. */
    long code() {
        return switch (this) {
            case PROBABILITY -> 0;
            case LOGPROB -> 1;
            case LOGIT -> 2;
        };
    }

    /**
     * @param logits {@code [sequences, vocabulary]}
     * @param sequence the row of the logits
     */
    public double of(float[] logits, int sequence, int vocabularySize, int tokenId) {
        int first = sequence * vocabularySize;
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
