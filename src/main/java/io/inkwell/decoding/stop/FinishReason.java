package io.inkwell.decoding.stop;

/** Why a sequence ended. */
public enum FinishReason {

    /** An EOS token, stop token or stop sequence was generated. */
    STOP,
    /** max_tokens was reached. */
    LENGTH,
    /** The client disconnected or cancelled the request. */
    CANCELLED,
    /** The request's own bans left no token to generate. */
    REFUSED,
    /** The request exceeded its deadline. */
    EXPIRED,
    /** The service shut down before the sequence was done. */
    SHUTDOWN,
    /** The service failed. */
    ERROR;

    /** Whether the sequence ended by itself: by a stop or by its length. */
    public boolean isNatural() {
        return this == STOP || this == LENGTH;
    }

}
