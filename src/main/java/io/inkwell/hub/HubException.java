package io.inkwell.hub;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * A model that cannot be fetched from the hub or its cache. The message is one sentence
 * that names the problem and its remedy.
 */
public final class HubException extends IOException {

    HubException(String message) {
        this(message, null);
    }

    HubException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

}
