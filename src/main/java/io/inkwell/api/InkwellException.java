package io.inkwell.api;

import org.jspecify.annotations.Nullable;

/** A call that failed for a reason other than a wrong option. */
public final class InkwellException extends RuntimeException {

    private final Kind kind;

    InkwellException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return this.kind;
    }

    /** Kinds of failures. Later versions may add some. */
    public enum Kind {

        /** The model is missing, broken or too large; opening it again fails too. */
        CANNOT_OPEN,
        /** The input does not fit the model; the same call fails again. */
        INVALID_INPUT,
        /** Too many calls wait; try again later. */
        OVERLOADED,
        /** The model failed to process a valid input. */
        FAILED

    }

}
