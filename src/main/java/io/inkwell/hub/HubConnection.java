package io.inkwell.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;

/**
 * Sends requests and follows redirects. The token goes to the endpoint only, and an https
 * endpoint redirects to https only.
 */
final class HubConnection {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private static final int MAX_REDIRECTS = 5;

    private static final String HTTPS = "https";

    /** By default, Java sends no password to a proxy in front of an https host. */
    private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    private final HttpClient client;

    private final HubSettings settings;

    private final Duration timeout;

    /**
     * @param timeout how long the head of a response may take, and how long nothing of
     * its body may arrive
     */
    HubConnection(HubSettings settings, Duration timeout) {
        this.client = client(settings.proxies());
        this.settings = settings;
        this.timeout = timeout;
    }

    private static HttpClient client(HubProxies proxies) {
        if (proxies.hasUser()) {
            System.getProperties().putIfAbsent(DISABLED_SCHEMES, "");
        }
        return HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .proxy(proxies.selector())
            .build();
    }

    /**
     * @param path the path and query below the endpoint
     * @param offset the first byte of the body to request
     * @return a response that is no redirect
     */
    HubResponse get(String path, long offset) throws IOException {
        URI address = URI.create(this.settings.endpoint() + path);
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            HubResponse response = send(address, offset);
            if (!response.isRedirect()) {
                return response;
            }
            response.close();
            address = redirect(address, response);
        }
        throw new HubException("%s redirects more than %d times; check HF_ENDPOINT"
            .formatted(this.settings.endpoint() + path, MAX_REDIRECTS));
    }

    private URI redirect(URI from, HubResponse response) throws HubException {
        String location = response.headers().firstValue("location").orElse("");
        URI target;
        try {
            target = from.resolve(location);
        }
        catch (IllegalArgumentException ex) {
            throw new HubException(
                    from + " redirects to \"" + location + "\", which is not an address; check HF_ENDPOINT", ex);
        }
        boolean isAllowed = HTTPS.equals(target.getScheme())
                || ("http".equals(target.getScheme()) && !HTTPS.equals(this.settings.endpoint().getScheme()));
        if (location.isEmpty() || target.getHost() == null || !isAllowed) {
            throw new HubException("%s redirects to \"%s\", which is not an https address; check HF_ENDPOINT"
                .formatted(from, location));
        }
        return target;
    }

    private HubResponse send(URI address, long offset) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
            .timeout(this.timeout)
            .header("User-Agent", "inkwell")
            .header("Accept-Encoding", "identity");
        if (offset > 0) {
            request.header("Range", "bytes=" + offset + "-");
        }
        String token = this.settings.token();
        if (token != null && isEndpoint(address)) {
            request.header("Authorization", "Bearer " + token);
        }
        // An Authenticator would make Java fail at a status 401 without a challenge.
        this.settings.proxies().authorization(address).ifPresent((user) -> request.header("Proxy-Authorization", user));
        try {
            HttpResponse<InputStream> response = this.client.send(request.build(), BodyHandlers.ofInputStream());
            // Null if a proxy rejects the tunnel to an https host.
            InputStream body = Objects.requireNonNullElse(response.body(), InputStream.nullInputStream());
            return new HubResponse(response.statusCode(), response.headers(), new StallGuard(body, this.timeout));
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + address.getHost());
        }
    }

    private boolean isEndpoint(URI address) {
        URI endpoint = this.settings.endpoint();
        return endpoint.getScheme().equals(address.getScheme()) && endpoint.getHost().equals(address.getHost())
                && endpoint.getPort() == address.getPort();
    }

}
