package io.inkwell.web;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which web pages of other origins may read the answers of the service.
 *
 * @param allowedOrigins such as {@code https://app.example.com}, or {@code *} for all
 * @param maxAge for which a browser may keep the answer to a preflight request
 */
public record CorsSettings(@DefaultValue List<String> allowedOrigins, @DefaultValue("10m") Duration maxAge) {

    static final String ANY = "*";

    /**
     * What a browser sends: scheme, host and a port that is not the scheme's default, or
     * {@code null} for a page that has no origin.
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

    /** Whether every origin has the same rights, so that answers are the same for all. */
    boolean allowsAny() {
        return this.allowedOrigins.contains(ANY);
    }

    public boolean allows(@Nullable String origin) {
        return origin != null && (allowsAny() || this.allowedOrigins.contains(origin.toLowerCase(Locale.ROOT)));
    }

}
