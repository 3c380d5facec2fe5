package io.inkwell.web;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The hosts that requests may name in their {@code Host} header.
 *
 * @param loopbackOnly whether only this machine has access, because the service has no
 * API keys
 * @param allowed further hosts, in lower case and without a port
 */
public record HostSettings(boolean loopbackOnly, List<String> allowed) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Pattern HOST = Pattern.compile("[a-z0-9._-]+|\\[[0-9a-f:.]+]");

    private static final Pattern PORT = Pattern.compile(":\\d*$");

    public HostSettings {
        allowed = allowed.stream().map((host) -> host.toLowerCase(Locale.ROOT)).toList();
        for (String host : allowed) {
            if (!HOST.matcher(host).matches()) {
                throw new IllegalArgumentException("inkwell.security.allowed-hosts must be host names or addresses "
                        + "without a port, such as inkwell.example.com or [::1]; given: \"" + host + "\"");
            }
        }
    }

    /** Whether the header is checked. */
    boolean isChecked() {
        return this.loopbackOnly || !this.allowed.isEmpty();
    }

    /** Whether the value of a {@code Host} header, with or without a port, is allowed. */
    boolean allows(String header) {
        String host = PORT.matcher(header.toLowerCase(Locale.ROOT)).replaceFirst("");
        return LOOPBACK.contains(host) || this.allowed.contains(host);
    }

}
