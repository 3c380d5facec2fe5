package io.inkwell.access;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * An API key as the service stores it: the hash of the secret, never the secret itself. A
 * fast hash is sufficient for 256 random bits.
 *
 * @param id name of the key in logs
 * @param sha256 hash of the secret's bytes, in hexadecimal
 * @param limits the limits of this key, where they differ from those of all keys
 */
public record ApiKey(String id, String sha256, Set<Scope> scopes, KeyLimits limits) {

    private static final Pattern ID = Pattern.compile("[\\w.@-]{1,64}");

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    public ApiKey(@Nullable String id, @Nullable String sha256, @Nullable Set<Scope> scopes,
            @Nullable KeyLimits limits) {
        if (id == null || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "the id of an API key must be 1 to 64 letters, digits or _.@-; given: " + given(id));
        }
        if (sha256 == null || !SHA_256.matcher(sha256.toLowerCase(Locale.ROOT)).matches()) {
            // The value is not shown: it may be the secret itself.
            throw new IllegalArgumentException("the sha256 of the API key \"" + id
                    + "\" must be 64 hexadecimal digits; given: " + ((sha256 != null) ? "something else" : "nothing"));
        }
        if (scopes == null || scopes.isEmpty()) {
            throw new IllegalArgumentException("the scopes of the API key \"" + id
                    + "\" must include at least one of inference, explain, admin, metrics and fine-tuning; given: none");
        }
        this.id = id;
        this.sha256 = sha256.toLowerCase(Locale.ROOT);
        this.scopes = Set.copyOf(scopes);
        this.limits = (limits != null) ? limits : KeyLimits.UNSET;
    }

    private static String given(@Nullable String id) {
        return (id != null) ? "\"" + id + "\"" : "nothing";
    }

}
