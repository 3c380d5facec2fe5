package io.inkwell.explanation.attention;

/** What a head does, in a word. */
enum PatternName {

    /**
     * Looks at the first token, which tells it nothing: what a head does that has found
     * nothing to do, also called a null head.
     */
    FIRST_TOKEN, PREVIOUS_TOKEN, SELF,
    /** Looks at where the same token stood before. */
    REPEATED_TOKEN,
    /** Looks at what followed the same token before, and so at what may follow now. */
    INDUCTION,
    /** Looks at everything alike. */
    BROAD,
    /** Looks at what is near. */
    LOCAL, MIXED

}
