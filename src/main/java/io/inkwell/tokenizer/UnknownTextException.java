package io.inkwell.tokenizer;

/**
 * Thrown when a text has characters or words that the vocabulary lacks, and the tokenizer
 * has no token for unknown ones.
 */
public final class UnknownTextException extends RuntimeException {

    UnknownTextException(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }

}
