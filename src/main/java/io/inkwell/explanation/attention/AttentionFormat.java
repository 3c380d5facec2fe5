package io.inkwell.explanation.attention;

/** In whose shape an attention is given. */
enum AttentionFormat {

    NATIVE,
    /** The parameters that bertviz 1.4 embeds in its pages for its scripts. */
    BERTVIZ

}
