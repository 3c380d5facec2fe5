package io.inkwell.cli.local;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/** The service did not start; the message says in one line what is wrong. */
final class FailedStartException extends RuntimeException {

    FailedStartException(RuntimeException cause) {
        super(describe(cause).replaceAll("\\s+", " ").strip(), cause);
    }

    private static String describe(Throwable failure) {
        if (failure instanceof FailureAnalyzedException analyzed) {
            return analyzed.analysis().getDescription();
        }
        Throwable cause = failure.getCause();
        return (cause != null) ? describe(cause) : String.valueOf(failure.getMessage());
    }

}
