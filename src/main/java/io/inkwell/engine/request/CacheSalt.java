package io.inkwell.engine.request;

import org.jspecify.annotations.Nullable;

/**
 * Separates the cached prefixes of clients and adapters: a prompt reuses only what was
 * computed under an equal salt.
 *
 * @param keyId the id of the client's API key; null if it is not part of the salt
 * @param given the salt that the request contains; null for none
 * @param adapterId the id of the adapter of the request; 0 for the base model
 */
public record CacheSalt(@Nullable String keyId, @Nullable String given, long adapterId) {

    public static final CacheSalt NONE = new CacheSalt(null, null);

    /** A salt of the base model. */
    public CacheSalt(@Nullable String keyId, @Nullable String given) {
        this(keyId, given, 0);
    }

    /** This salt for an adapter, whose keys and values differ from the base model's. */
    CacheSalt ofAdapter(long adapterId) {
        return new CacheSalt(this.keyId, this.given, adapterId);
    }

    /** Hides the salt, which is a secret of the client, from logs. */
    @Override
    public String toString() {
        return "CacheSalt[hidden]";
    }

}
