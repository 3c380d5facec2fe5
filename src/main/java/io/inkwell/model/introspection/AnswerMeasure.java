package io.inkwell.model.introspection;

/** The quantity of a target token that is differentiated. */
public enum AnswerMeasure {

    PROBABILITY, LOGPROB, LOGIT;

    /** The code that the program's {@code gradients} method expects. */
    long code() {
        return switch (this) {
            case PROBABILITY -> 0;
            case LOGPROB -> 1;
            case LOGIT -> 2;
        };
    }

    /**
     * Computes the measure from logits.
     * @param logits {@code [texts, vocabulary]}
     * @param text the row
     */
    public double of(float[] logits, int text, int vocabularySize, int tokenId) {
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
