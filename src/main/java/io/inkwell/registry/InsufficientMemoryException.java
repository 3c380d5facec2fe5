package io.inkwell.registry;

/** Memory is insufficient for the model; the message breaks it down. */
public final class InsufficientMemoryException extends RuntimeException {

    InsufficientMemoryException(String message) {
        super(message);
    }

    InsufficientMemoryException(String message, Throwable cause) {
        super(message, cause);
    }

}
