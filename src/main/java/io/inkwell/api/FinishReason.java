package io.inkwell.api;

/** Why a completion ended. */
public enum FinishReason {

    /** The model generated its end token, or a stop text. */
    STOP,
    /** The maximum number of tokens, or the end of the context, was reached. */
    LENGTH

}
