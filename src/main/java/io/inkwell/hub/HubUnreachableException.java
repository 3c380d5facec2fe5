package io.inkwell.hub;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;

/** No connection to the hub. */
final class HubUnreachableException extends IOException {

    HubUnreachableException(URI endpoint, IOException cause) {
        super("the hub at %s cannot be reached (%s)".formatted(endpoint, reason(cause)), cause);
    }

    // The client's connect exception often has no message.
    private static String reason(IOException cause) {
        if (cause instanceof HttpTimeoutException) {
            return "no response in time";
        }
        if (cause instanceof ConnectException) {
            return "the connection is refused or its name does not resolve";
        }
        return String.valueOf(cause.getMessage());
    }

    /** The failure if the cache has no replacement. */
    HubException withoutCache(HubId id) {
        return new HubException(getMessage() + ", and the cache has no complete copy of " + id
                + ": check the network and HF_ENDPOINT, or set a folder", this);
    }

}
