package io.inkwell.hub;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The proxies of the environment variables that curl and Python also read.
 *
 * @param http the proxy for http addresses; null for none
 * @param https the proxy for https addresses; null for none
 * @param direct hosts without a proxy: names, which include their subdomains, or
 * {@code *}
 */
record HubProxies(@Nullable URI http, @Nullable URI https, List<String> direct) {

    static final HubProxies NONE = new HubProxies(null, null, List.of());

    private static final String ANY = "*";

    private static final int DEFAULT_PORT = 80;

    HubProxies {
        direct = List.copyOf(direct);
    }

    /**
     * @throws HubException if a variable is not the address of an HTTP proxy
     */
    static HubProxies of(Map<String, String> environment) throws HubException {
        String direct = variable(environment, "NO_PROXY").orElse("");
        return new HubProxies(proxy(environment, "HTTP_PROXY"), proxy(environment, "HTTPS_PROXY"),
                Arrays.stream(direct.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                    .map((host) -> host.replaceFirst("^\\*?\\.", ""))
                    .filter((host) -> !host.isEmpty())
                    .toList());
    }

    private static @Nullable URI proxy(Map<String, String> environment, String name) throws HubException {
        for (String variable : List.of(name, "ALL_PROXY")) {
            Optional<String> value = variable(environment, variable);
            if (value.isPresent()) {
                return address(variable, value.get());
            }
        }
        return null;
    }

    /** The small letters come first, as in curl and Python. */
    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Stream.of(name.toLowerCase(Locale.ROOT), name)
            .map((spelling) -> environment.getOrDefault(spelling, "").strip())
            .filter((value) -> !value.isEmpty())
            .findFirst();
    }

    private static URI address(String variable, String value) throws HubException {
        try {
            URI address = URI.create(value.contains("://") ? value : "http://" + value);
            if ("http".equals(address.getScheme()) && address.getHost() != null) {
                return address;
            }
        }
        catch (IllegalArgumentException ex) {
            // Reported below.
        }
        throw new HubException(
                "%s must be the address of an HTTP proxy such as http://proxy.example.com:3128; ".formatted(variable)
                        + "given: \"" + value.replaceFirst("//.*@", "//...@") + "\"");
    }

    /** The proxy for an address; empty for a direct connection. */
    Optional<URI> proxyOf(URI address) {
        URI proxy = "https".equals(address.getScheme()) ? this.https : this.http;
        return Optional.ofNullable(proxy)
            .filter((any) -> this.direct.stream().noneMatch((host) -> isOf(host, address)));
    }

    private static boolean isOf(String host, URI address) {
        String name = Objects.requireNonNullElse(address.getHost(), "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[\\[\\]]", "");
        String withPort = name + ":" + address.getPort();
        return host.equals(ANY)
                || Stream.of(name, withPort).anyMatch((each) -> each.equals(host) || each.endsWith("." + host));
    }

    boolean hasUser() {
        return Stream.of(this.http, this.https).anyMatch((proxy) -> proxy != null && proxy.getUserInfo() != null);
    }

    /**
     * The header with the user of the proxy for an address; empty without a proxy or a
     * user. Other proxies do not receive the user.
     */
    Optional<String> authorization(URI address) {
        return proxyOf(address).flatMap((proxy) -> Optional.ofNullable(proxy.getUserInfo()))
            .map((user) -> user.contains(":") ? user : user + ":")
            .map((user) -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    }

    private static int port(URI proxy) {
        return (proxy.getPort() > 0) ? proxy.getPort() : DEFAULT_PORT;
    }

    /** Without variables, the proxies of Java's system properties. */
    ProxySelector selector() {
        return equals(NONE) ? ProxySelector.getDefault() : new Selector(this);
    }

    /** Without the user. */
    @Override
    public String toString() {
        return "HubProxies[direct=" + this.direct + "]";
    }

    private static final class Selector extends ProxySelector {

        private final HubProxies proxies;

        Selector(HubProxies proxies) {
            this.proxies = proxies;
        }

        @Override
        public List<Proxy> select(URI address) {
            return List.of(this.proxies.proxyOf(address).map(Selector::proxy).orElse(Proxy.NO_PROXY));
        }

        private static Proxy proxy(URI address) {
            return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(address.getHost(), port(address)));
        }

        @Override
        public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
            // The request fails with the same exception.
        }

    }

}
