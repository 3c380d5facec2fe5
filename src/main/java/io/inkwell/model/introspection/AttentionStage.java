package io.inkwell.model.introspection;

/** The stage of the attention computation at which scores are returned. */
public enum AttentionStage {

    /** Dot products of queries and keys. */
    RAW,
    /** Raw scores times the scale of the layer. */
    SCALED,
    /** Scaled scores with minus infinity at future positions (causal mask). */
    MASKED,
    /** Attention weights: each row sums to 1. */
    SOFTMAX;

    /** The code that the program's {@code attention} method expects. */
    long code() {
        return switch (this) {
            case RAW -> 0;
            case SCALED -> 1;
            case MASKED -> 2;
            case SOFTMAX -> 3;
        };
    }

}
