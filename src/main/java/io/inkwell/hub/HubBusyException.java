package io.inkwell.hub;

/** The hub limits the rate of requests, or fails, and further attempts did not help. */
final class HubBusyException extends HubException {

    HubBusyException(String message) {
        super(message);
    }

}
