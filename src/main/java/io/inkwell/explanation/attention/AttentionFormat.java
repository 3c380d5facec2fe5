package io.inkwell.explanation.attention;

/** The format of a response. */
enum AttentionFormat {

    NATIVE,
    /** The parameters that bertviz 1.4 embeds in its pages for its scripts. */
    BERTVIZ

}
