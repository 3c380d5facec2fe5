package io.inkwell.web;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The origins whose pages may read responses.
 *
 * @param allowedOrigins such as {@code https://app.example.com}, or {@code *} for all
 * @param maxAge how long a browser may cache the response to a preflight request
 */
public record CorsSettings(@DefaultValue List<String> allowedOrigins, @DefaultValue("10m") Duration maxAge) {

    static final String ANY = "*";

    /**
     * The format that browsers send: scheme, host and a port other than the default, or
     * {@code null} for a page without an origin.
     */
    private static final Pattern ORIGIN = Pattern.compile("\\*|null|[a-z][a-z0-9+.-]*://[^/?#@*,\\s]+");

    private static final Pattern DEFAULT_PORT = Pattern.compile("http://.*:80|https://.*:443");

    public CorsSettings {
        allowedOrigins = allowedOrigins.stream().map((origin) -> origin.toLowerCase(Locale.ROOT)).toList();
        for (String origin : allowedOrigins) {
            if (!ORIGIN.matcher(origin).matches() || DEFAULT_PORT.matcher(origin).matches()) {
                throw new IllegalArgumentException(
                        "inkwell.cors.allowed-origins must be origins as browsers send them, "
                                + "such as https://app.example.com or http://localhost:3000, or *; given: \"" + origin
                                + "\"");
            }
        }
        if (maxAge.isNegative()) {
            throw new IllegalArgumentException("inkwell.cors.max-age must be 0 or more; given: " + maxAge);
        }
    }

    boolean isOff() {
        return this.allowedOrigins.isEmpty();
    }

    /** Whether every origin is allowed, so that responses are the same for all. */
    boolean allowsAny() {
        return this.allowedOrigins.contains(ANY);
    }

    public boolean allows(@Nullable String origin) {
        return origin != null && (allowsAny() || this.allowedOrigins.contains(origin.toLowerCase(Locale.ROOT)));
    }

}
