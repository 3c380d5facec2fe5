package io.inkwell.decoding.stop;

/** Why a choice ended. */
public enum FinishReason {

    /** An EOS token, stop token or stop string was generated. */
    STOP,
    /** max_tokens was reached. */
    LENGTH,
    /** The client disconnected or cancelled the request. */
    CANCELLED,
    /**
     * The request turned out to be invalid during generation, for example because its
     * bans left no token.
     */
    REJECTED,
    /** The request exceeded its deadline. */
    EXPIRED,
    /** The service shut down before the choice was complete. */
    SHUTDOWN,
    /** The service failed. */
    ERROR;

    /** Whether the choice ended by itself: by a stop or by its length. */
    public boolean isNatural() {
        return this == STOP || this == LENGTH;
    }

}
