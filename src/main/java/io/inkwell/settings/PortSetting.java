package io.inkwell.settings;

import java.util.List;
import java.util.Optional;

import org.springframework.util.NumberUtils;

/** The rule for the settings of Spring Boot that are ports. */
public final class PortSetting {

    public static final List<String> NAMES = List.of("server.port", "management.server.port");

    /** Spring Boot's value for no server. */
    public static final String NO_SERVER = "-1";

    private static final int MAX_PORT = 65535;

    private PortSetting() {
    }

    /**
     * Why a value is not a port; empty if it is one.
     * @param name the name of the setting or option in the message
     */
    public static Optional<String> problem(String name, String value) {
        return isPort(value) ? Optional.empty()
                : Optional.of("%s must be a whole number from 0 to %d; given: %s".formatted(name, MAX_PORT, value));
    }

    private static boolean isPort(String value) {
        try {
            int port = NumberUtils.parseNumber(value, Integer.class);
            return port >= 0 && port <= MAX_PORT;
        }
        catch (NumberFormatException ex) {
            return false;
        }
    }

}
