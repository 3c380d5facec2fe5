package io.inkwell.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/**
 * What the settings of {@link InkwellProperties} are called, in files and in the
 * environment.
 */
final class SettingNames {

    private static final String PREFIX = "inkwell";

    /** Stands for the number of an element, and so do all numbers. */
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

    // Where Boot looks for inkwell.kv-cache.size: in INKWELL_KVCACHE_SIZE, in
    // INKWELL_KV_CACHE_SIZE and in both in lower case.
    private static Stream<String> variables(String property) {
        String name = property.replace(FIRST, "_0").replace('.', '_');
        return Stream.of(name.replace("-", ""), name.replace('-', '_'))
            .distinct()
            .flatMap((variable) -> Stream.of(variable.toUpperCase(Locale.ROOT), variable));
    }

    /**
     * As files spell them, in the order of the records; those of a list's elements as
     * those of its first.
     */
    List<String> properties() {
        return this.properties;
    }

    /** As the environment may spell them, with the same for lists. */
    List<String> variables() {
        return this.variables;
    }

    /**
     * Whether a name is ours, in whatever spelling: right, wrong or a group of settings.
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

    /**
     * Whether settings stand below a name, as they do below {@code inkwell.scheduler}.
     */
    boolean isGroup(String property) {
        String start = canonical(property) + ".";
        return this.properties.stream().map(SettingNames::canonical).anyMatch((name) -> name.startsWith(start));
    }

    private static String canonical(String property) {
        return property.replaceAll("\\[\\d+]", FIRST).replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }

}
