package io.inkwell.registry;

/**
 * The process may not hold what the model needs; the message says where its memory goes.
 */
public final class InsufficientMemoryException extends RuntimeException {

    InsufficientMemoryException(String message) {
        super(message);
    }

}
