package io.inkwell.cli.terminal;

import java.io.IOException;

/** Whoever read the output, such as {@code head}, has seen enough. */
public final class ClosedPipeException extends RuntimeException {

    ClosedPipeException(IOException cause) {
        super(cause);
    }

    // Java has no type for it, only the operating system's words.
    static boolean isReasonOf(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("pipe");
    }

}
