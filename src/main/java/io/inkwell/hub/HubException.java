package io.inkwell.hub;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * A model that cannot be fetched from the hub or its cache. The message is one sentence
 * that names the problem and its remedy.
 */
public sealed class HubException extends IOException permits HubBusyException {

    HubException(String message) {
        this(message, null);
    }

    HubException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

}
