package io.inkwell.hub;

import java.net.Authenticator;
import java.net.PasswordAuthentication;

import org.jspecify.annotations.Nullable;

/** Authenticates at a proxy that requires a user. */
final class ProxyUser extends Authenticator {

    /** By default, Java sends no password to a proxy in front of an https host. */
    private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    private final String name;

    private final String password;

    /**
     * @param user name and password, separated by a colon
     */
    ProxyUser(String user) {
        int colon = (user + ":").indexOf(':');
        this.name = user.substring(0, colon);
        this.password = user.substring(Math.min(colon + 1, user.length()));
        System.getProperties().putIfAbsent(DISABLED_SCHEMES, "");
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        return (getRequestorType() == RequestorType.PROXY)
                ? new PasswordAuthentication(this.name, this.password.toCharArray()) : null;
    }

}
