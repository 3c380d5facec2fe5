package io.inkwell.engine.request;

import org.jspecify.annotations.Nullable;

/**
 * Separates the cached prefixes of clients: a prompt reuses only what was computed under
 * an equal salt.
 *
 * @param keyId the id of the client's API key; null if it is not part of the salt
 * @param given the salt that the request contains; null for none
 */
public record CacheSalt(@Nullable String keyId, @Nullable String given) {

    public static final CacheSalt NONE = new CacheSalt(null, null);

    /** Hides the salt, which is a secret of the client, from logs. */
    @Override
    public String toString() {
        return "CacheSalt[hidden]";
    }

}
