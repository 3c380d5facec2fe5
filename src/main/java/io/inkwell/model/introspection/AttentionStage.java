package io.inkwell.model.introspection;

/** The stages of attention scores. */
public enum AttentionStage {

    /** The products of queries and keys. */
    RAW,
    /** Raw scores times the scale of the layer. */
    SCALED,
    /** Scaled scores with minus infinity for later tokens. */
    MASKED,
    /** The attention weights: each row sums to 1. */
    SOFTMAX;

    /** The code in the {@code attention} method of the program. */
    long code() {
        return switch (this) {
            case RAW -> 0;
            case SCALED -> 1;
            case MASKED -> 2;
            case SOFTMAX -> 3;
        };
    }

}
