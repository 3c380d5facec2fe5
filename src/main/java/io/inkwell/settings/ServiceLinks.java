package io.inkwell.settings;

import java.util.Collection;
import java.util.List;

/**
 * Environment variables that Kubernetes injects for a Service, such as
 * {@code INKWELL_SERVICE_HOST} and {@code INKWELL_PORT_8080_TCP_ADDR} for a Service named
 * inkwell. They are not misspelled settings.
 */
final class ServiceLinks {

    private static final String HOST = "_SERVICE_HOST";

    private final List<String> services;

    ServiceLinks(Collection<String> variables) {
        this.services = variables.stream()
            .filter((variable) -> variable.endsWith(HOST))
            .map((variable) -> variable.substring(0, variable.length() - HOST.length()))
            .toList();
    }

    boolean contains(String variable) {
        return this.services.stream()
            .anyMatch((service) -> variable.equals(service + "_PORT") || variable.startsWith(service + "_PORT_")
                    || variable.startsWith(service + "_SERVICE_"));
    }

}
