package io.inkwell.explanation.attention;

/** The pattern of a head. */
enum PatternName {

    /**
     * Attends to the first token, also called an attention sink: typical of a head
     * without a relevant token.
     */
    FIRST_TOKEN, PREVIOUS_TOKEN, SELF,
    /** Attends to earlier occurrences of the same token. */
    REPEATED_TOKEN,
    /** Attends to the tokens after earlier occurrences of the same token. */
    INDUCTION,
    /** Attends to all tokens nearly uniformly. */
    BROAD,
    /** Attends to nearby tokens. */
    LOCAL, MIXED

}
