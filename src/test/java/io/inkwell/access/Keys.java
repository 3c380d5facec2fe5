package io.inkwell.access;

import java.util.Set;

/** Test keys, whose secret contains their id. */
final class Keys {

    private Keys() {
    }

    static ApiKeySecret secret(String id) {
        return new ApiKeySecret("ink_" + id);
    }

    static ApiKey key(String id, Scope... scopes) {
        return new ApiKey(id, secret(id).sha256(), Set.of(scopes), null);
    }

    /** The entry in a keys file. */
    static String entry(String id, String scopes) {
        return "- {id: %s, sha256: \"%s\", scopes: %s}%n".formatted(id, secret(id).sha256(), scopes);
    }

}
