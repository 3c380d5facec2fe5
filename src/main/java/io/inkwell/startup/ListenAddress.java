package io.inkwell.startup;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import io.inkwell.settings.InkwellProperties;
import io.inkwell.settings.SettingException;

/**
 * Restricts a service without authentication to this machine: it listens on the loopback
 * address and rejects any other address, unless anonymous access is enabled.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
class ListenAddress implements EnvironmentPostProcessor {

    /**
     * Property source with the addresses that this class sets; absent if it sets none.
     */
    static final String PROPERTY_SOURCE = "loopbackWithoutKeys";

    private static final String ADDRESS = "server.address";

    private static final String MANAGEMENT_ADDRESS = "management.server.address";

    private static final String ADVICE = """
            Set inkwell.security.api-keys or inkwell.security.api-keys-file: "java -jar inkwell.jar keys create" \
            creates a key and prints the setting. To disable authentication, set inkwell.security.anonymous=true. To \
            serve only this machine, remove the address.""";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (application.getWebApplicationType() == WebApplicationType.NONE || isGuarded(environment)) {
            return;
        }
        Map<String, Object> loopback = new LinkedHashMap<>();
        keepLocal(environment, ADDRESS, loopback);
        // If management shares the port, Spring Boot does not allow an address for it.
        if (ManagementPortType.get(environment) == ManagementPortType.DIFFERENT) {
            keepLocal(environment, MANAGEMENT_ADDRESS, loopback);
        }
        if (!loopback.isEmpty()) {
            environment.getPropertySources().addFirst(new MapPropertySource(PROPERTY_SOURCE, loopback));
        }
    }

    private static boolean isGuarded(ConfigurableEnvironment environment) {
        InkwellProperties.Security security = Binder.get(environment)
            .bindOrCreate("inkwell.security", InkwellProperties.Security.class);
        return security.hasKeys() || security.anonymous();
    }

    private static void keepLocal(ConfigurableEnvironment environment, String setting, Map<String, Object> loopback) {
        String address = given(environment, setting);
        if (address == null) {
            loopback.put(setting, InetAddress.getLoopbackAddress().getHostAddress());
        }
        else if (!isLoopback(address)) {
            throw new SettingException("%s is \"%s\", which other machines can reach, but no API key is configured."
                .formatted(setting, address), ADVICE);
        }
    }

    private static @Nullable String given(ConfigurableEnvironment environment, String setting) {
        String value = Binder.get(environment).bind(setting, String.class).orElse("");
        return value.isBlank() ? null : value;
    }

    // An unknown host name cannot be bound; Spring Boot reports it.
    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        }
        catch (UnknownHostException ex) {
            return false;
        }
    }

}
