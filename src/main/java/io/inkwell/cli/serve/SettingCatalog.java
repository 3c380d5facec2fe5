package io.inkwell.cli.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.NearestName;

/**
 * Names of all settings of the service and of Spring Boot, from the configuration
 * metadata on the class path.
 */
final class SettingCatalog {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    /** Settings of Spring Boot without metadata. */
    private static final String UNLISTED = "spring.application.json";

    private final Map<String, String> names = new LinkedHashMap<>();

    SettingCatalog(Collection<String> names) {
        names.forEach((name) -> this.names.put(SettingArgument.canonical(name), name));
    }

    static SettingCatalog read(ClassLoader libraries) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(UNLISTED, UNLISTED);
        try {
            for (URL list : Collections.list(libraries.getResources(METADATA))) {
                try (InputStream json = list.openStream()) {
                    for (JsonNode property : JsonMapper.shared().readTree(json).path("properties")) {
                        String name = property.path("name").asString();
                        names.put(name, name);
                    }
                }
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return new SettingCatalog(names.keySet());
    }

    /** Whether the name is a setting, or an entry of a map or list setting. */
    boolean contains(String name) {
        String canonical = SettingArgument.canonical(name).replaceAll("\\[.*?]", "");
        for (int end = canonical.length(); end > 0; end = canonical.lastIndexOf('.', end - 1)) {
            if (this.names.containsKey(canonical.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    /** The setting that a misspelled name probably means. */
    Optional<String> nearest(String name) {
        return NearestName.to(name, this.names.values());
    }

    /** The setting of this service whose group the name omits. */
    Optional<String> endingWith(String name) {
        List<String> found = this.names.values()
            .stream()
            .filter((candidate) -> candidate.startsWith("inkwell."))
            .filter((candidate) -> candidate.endsWith("." + name))
            .toList();
        return (found.size() == 1) ? Optional.of(found.get(0)) : Optional.empty();
    }

}
