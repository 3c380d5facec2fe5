package io.inkwell.hub;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;

import javax.net.ssl.SSLHandshakeException;

/** No connection to the hub. */
final class HubUnreachableException extends IOException {

    HubUnreachableException(HubSettings settings, IOException cause) {
        super("the hub at %s cannot be reached%s (%s)".formatted(settings.endpoint(), proxy(settings),
                reason(cause, String.valueOf(cause.getMessage()))), cause);
    }

    private static String proxy(HubSettings settings) {
        return settings.proxies()
            .proxyOf(settings.endpoint())
            .map((proxy) -> " through the proxy " + proxy.getHost() + ":" + proxy.getPort())
            .orElse("");
    }

    /**
     * Why there is no connection: Java's exceptions often have no message.
     * @param otherwise the reason if the exception has none of the known kinds
     */
    static String reason(IOException cause, String otherwise) {
        if (cause instanceof HttpTimeoutException) {
            return "no response in time";
        }
        if (cause instanceof SSLHandshakeException) {
            return "its certificate is not trusted; -Djavax.net.ssl.trustStore in JAVA_TOOL_OPTIONS sets the trust store";
        }
        if (cause instanceof ConnectException) {
            return "the connection is refused or its name does not resolve";
        }
        return otherwise;
    }

    /** The failure if the cache has no replacement. */
    HubException withoutCache(HubId id) {
        return new HubException(getMessage() + ", and the cache has no complete copy of " + id
                + ": check the network, HTTPS_PROXY and HF_ENDPOINT, or set a folder", this);
    }

}
