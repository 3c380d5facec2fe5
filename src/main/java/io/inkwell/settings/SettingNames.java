package io.inkwell.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/**
 * Names of the settings in {@link InkwellProperties}, in files and in the environment.
 */
final class SettingNames {

    private static final String PREFIX = "inkwell";

    /** Placeholder for the index of a list element. */
    private static final String FIRST = "[0]";

    private final List<String> properties = namesBelow(PREFIX, InkwellProperties.class).toList();

    private final List<String> variables = this.properties.stream().flatMap(SettingNames::variables).toList();

    private static Stream<String> namesBelow(String prefix, Class<?> type) {
        return type.isRecord() ? Stream.of(type.getRecordComponents()).flatMap((field) -> namesOf(prefix, field))
                : Stream.of(prefix);
    }

    private static Stream<String> namesOf(String prefix, RecordComponent field) {
        String name = prefix + "." + DataObjectPropertyName.toDashedForm(field.getName());
        if (Collection.class.isAssignableFrom(field.getType())) {
            Class<?> element = (Class<?>) ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0];
            return Stream.concat(Stream.of(name), namesBelow(name + FIRST, element));
        }
        return namesBelow(name, field.getType());
    }

    // Spring Boot reads inkwell.kv-cache.size from INKWELL_KVCACHE_SIZE and
    // INKWELL_KV_CACHE_SIZE, each also in lower case.
    private static Stream<String> variables(String property) {
        String name = property.replace(FIRST, "_0").replace('.', '_');
        return Stream.of(name.replace("-", ""), name.replace('-', '_'))
            .distinct()
            .flatMap((variable) -> Stream.of(variable.toUpperCase(Locale.ROOT), variable));
    }

    /**
     * Names in files, in declaration order; list elements appear with the index of the
     * first.
     */
    List<String> properties() {
        return this.properties;
    }

    /** Names of environment variables, with lists treated in the same way. */
    List<String> variables() {
        return this.variables;
    }

    /**
     * Whether a name belongs to this service, valid or misspelled, setting or group.
     */
    boolean claims(String property) {
        return canonical(property).startsWith(PREFIX + ".");
    }

    boolean claimsVariable(String variable) {
        return variable.toLowerCase(Locale.ROOT).startsWith(PREFIX + "_");
    }

    boolean contains(String property) {
        return this.properties.stream().map(SettingNames::canonical).anyMatch(canonical(property)::equals);
    }

    boolean containsVariable(String variable) {
        return this.variables.contains(variable.replaceAll("_\\d+(?=_|$)", "_0"));
    }

    /** Whether a name is a group of settings, like {@code inkwell.scheduler}. */
    boolean isGroup(String property) {
        String start = canonical(property) + ".";
        return this.properties.stream().map(SettingNames::canonical).anyMatch((name) -> name.startsWith(start));
    }

    private static String canonical(String property) {
        return property.replaceAll("\\[\\d+]", FIRST).replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }

}
