package io.inkwell.bench;

/** The server lists no models, or not the requested one. */
final class NoModelException extends FailedRequestException {

    NoModelException(String reason) {
        super("no model", "/v1/models lists no model, and --model is not given: " + reason);
    }

}
