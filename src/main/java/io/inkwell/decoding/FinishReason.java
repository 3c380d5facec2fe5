package io.inkwell.decoding;

/** Why a sequence ended. */
public enum FinishReason {

    /** An end-of-text token, a stop token or a stop string was chosen. */
    STOP,
    /** The limit of tokens was reached. */
    LENGTH,
    /** The client went away or asked to end. */
    CANCELLED,
    /** The service failed. */
    ERROR

}
