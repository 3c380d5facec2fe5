package io.inkwell.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Extracts the secret from a request: a {@code Bearer} token, or the password of
 * {@code Basic} authentication, as browsers send it. Other headers do not count, nor do
 * two Authorization headers.
 */
final class Credentials {

    private static final String BEARER = "Bearer ";

    private static final String BASIC = "Basic ";

    /**
     * Values of {@code Sec-Fetch-Site} for requests that no other site has started.
     */
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private Credentials() {
    }

    static Optional<ApiKeySecret> of(HttpHeaders headers) {
        List<String> given = headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (given.size() != 1) {
            return Optional.empty();
        }
        String authorization = given.get(0);
        if (hasScheme(authorization, BEARER)) {
            return secret(authorization.substring(BEARER.length()).strip());
        }
        if (hasScheme(authorization, BASIC) && isOfOwnSite(headers)) {
            return secret(password(authorization.substring(BASIC.length()).strip()));
        }
        return Optional.empty();
    }

    private static boolean hasScheme(String authorization, String scheme) {
        return authorization.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    // Browsers add the password automatically, even for requests of other sites' pages.
    private static boolean isOfOwnSite(HttpHeaders headers) {
        String site = headers.getFirst("Sec-Fetch-Site");
        return site == null || OWN_SITE.contains(site);
    }

    private static @Nullable String password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return (colon >= 0) ? pair.substring(colon + 1) : null;
        }
        catch (IllegalArgumentException ex) {
            return null;
        }
    }

    private static Optional<ApiKeySecret> secret(@Nullable String text) {
        return (text == null || text.isEmpty()) ? Optional.empty() : Optional.of(new ApiKeySecret(text));
    }

}
