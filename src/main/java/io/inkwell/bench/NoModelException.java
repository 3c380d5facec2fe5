package io.inkwell.bench;

/** The server does not say which models it serves, or not that one. */
final class NoModelException extends FailedRequestException {

    NoModelException(String reason) {
        super("no model", "/v1/models names no model, and --model is not given: " + reason);
    }

}
