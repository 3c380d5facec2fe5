package io.inkwell.decoding.stop;

/** Why a sequence ended. */
public enum FinishReason {

    /** An end-of-text token, a stop token or a stop string was chosen. */
    STOP,
    /** The limit of tokens was reached. */
    LENGTH,
    /** The client went away or asked to end. */
    CANCELLED,
    /** What the request itself rules out left nothing to go on with. */
    REFUSED,
    /** It took longer than a request may. */
    EXPIRED,
    /** The service was told to end, and could wait no longer. */
    SHUTDOWN,
    /** The service failed. */
    ERROR;

    /** Whether the text is complete: nothing came between it and its end. */
    public boolean isNatural() {
        return this == STOP || this == LENGTH;
    }

}
