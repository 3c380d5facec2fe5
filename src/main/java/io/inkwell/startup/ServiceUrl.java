package io.inkwell.startup;

import java.net.Inet6Address;
import java.net.InetAddress;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;

/** The URL at which clients on this machine reach the service. */
final class ServiceUrl {

    private ServiceUrl() {
    }

    /**
     * Returns the URL.
     * @param port the port that the service listens on, which may be a random one
     */
    static String of(ServerProperties server, int port) {
        return (Ssl.isEnabled(server.getSsl()) ? "https" : "http") + "://" + host(server.getAddress()) + ":" + port;
    }

    private static String host(@Nullable InetAddress address) {
        if (address == null || address.isAnyLocalAddress() || address.equals(InetAddress.getLoopbackAddress())) {
            return "localhost";
        }
        String text = address.getHostAddress();
        return (address instanceof Inet6Address) ? "[" + text + "]" : text;
    }

}
