package io.inkwell.startup;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

import io.inkwell.registry.InsufficientMemoryException;

/** The container, or the machine, is too small for what the settings ask for. */
class TooLittleMemoryException extends FailureAnalyzedException {

    private static final String ADVICE = """
            Allow the container more memory, or Java's heap less of it: JAVA_TOOL_OPTIONS=-Xmx128m. Weights take half as \
            much in float16 as in float32, and a quarter in int8 (inkwell.precision).""";

    TooLittleMemoryException(InsufficientMemoryException cause) {
        super(cause.getMessage() + ".", ADVICE, cause);
    }

}
