package io.inkwell.bench;

/** No model can be chosen from the list of the server. */
final class NoModelException extends FailedRequestException {

    NoModelException(String reason) {
        super("no model", "no model can be chosen from /v1/models (" + reason + "); set --model");
    }

}
