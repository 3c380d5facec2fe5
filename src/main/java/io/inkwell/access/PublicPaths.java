package io.inkwell.access;

import java.util.Set;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The paths that need no API key: probes, the studio and, if set, metrics.
 *
 * @param metrics whether metrics need no key
 * @param studio whether the service has the studio, whose page and files need no key
 */
public record PublicPaths(boolean metrics, boolean studio) {

    /** Matched literally, in no other spelling. */
    private static final Set<String> PROBES = Set.of("/livez", "/readyz", "/health", "/ping");

    boolean include(ServerHttpRequest request) {
        boolean reads = request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
        String path = request.getPath().pathWithinApplication().value();
        return reads && (PROBES.contains(path) || this.metrics && AccessRules.METRICS.contains(path)
                || this.studio && (path.equals("/") || path.startsWith("/studio/")));
    }

}
