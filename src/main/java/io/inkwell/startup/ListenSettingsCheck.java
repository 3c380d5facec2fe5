package io.inkwell.startup;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;

import io.inkwell.settings.PortSetting;
import io.inkwell.settings.SettingException;

/** Stops the start if a port is invalid or a host name does not resolve. */
@Order(ListenSettingsCheck.ORDER)
class ListenSettingsCheck implements EnvironmentPostProcessor {

    /** Before {@link ListenAddress}, which checks who can reach the address. */
    static final int ORDER = Integer.MAX_VALUE - 1;

    private static final List<String> ADDRESSES = List.of("server.address", "management.server.address");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (application.getWebApplicationType() != WebApplicationType.NONE) {
            Binder binder = Binder.get(environment);
            PortSetting.NAMES.forEach((setting) -> checkPort(setting, value(binder, setting)));
            ADDRESSES.forEach((setting) -> checkAddress(setting, value(binder, setting)));
        }
    }

    private static String value(Binder binder, String setting) {
        return binder.bind(setting, String.class).orElse("").strip();
    }

    private static void checkPort(String setting, String value) {
        if (!value.isEmpty() && !value.equals(PortSetting.NO_SERVER)) {
            PortSetting.problem(setting, value).ifPresent((problem) -> {
                throw new SettingException(problem, "Set " + setting + " to a port, or to 0 for any free one.");
            });
        }
    }

    private static void checkAddress(String setting, String value) {
        if (value.isEmpty()) {
            return;
        }
        try {
            InetAddress.getByName(value);
        }
        catch (UnknownHostException ex) {
            throw new SettingException("%s: the host name \"%s\" does not resolve.".formatted(setting, value),
                    "Set " + setting + " to an IP address of this machine, or to a name that resolves to one.");
        }
    }

}
