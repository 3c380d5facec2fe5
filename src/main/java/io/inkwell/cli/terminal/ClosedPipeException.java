package io.inkwell.cli.terminal;

import java.io.IOException;

/** The reader of the output, such as {@code head}, closed the pipe. */
public final class ClosedPipeException extends RuntimeException {

    ClosedPipeException(IOException cause) {
        super(cause);
    }

    // Java has no exception type for this, only the operating system's message.
    static boolean isReasonOf(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("pipe");
    }

}
