package io.inkwell.model.introspection;

/** How far the scores of an attention are taken. */
public enum AttentionStage {

    /** The products of queries and keys. */
    RAW,
    /** Those times the layer's scale. */
    SCALED,
    /** Those with minus infinity wherever a token would look ahead. */
    MASKED,
    /** What each token takes of each: its row sums to 1. */
    SOFTMAX;

    /** What the program's {@code attention} calls it. */
    long code() {
        return switch (this) {
            case RAW -> 0;
            case SCALED -> 1;
            case MASKED -> 2;
            case SOFTMAX -> 3;
        };
    }

}
