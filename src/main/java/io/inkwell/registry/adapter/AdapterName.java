package io.inkwell.registry.adapter;

import java.util.Optional;
import java.util.regex.Pattern;

import io.inkwell.error.ServiceException;
import io.inkwell.registry.ModelRegistry;

/**
 * A name that selects an adapter of a base model: {@code base:adapter}.
 *
 * @param base the name or an alias of the base model
 * @param adapter the name of the adapter
 */
public record AdapterName(String base, String adapter) {

    private static final String SEPARATOR = ":";

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@/-]{0,199}");

    private static final String RULE = "1 to 200 letters, digits or ._@/-, the first a letter or digit";

    static String join(String base, String adapter) {
        return base + SEPARATOR + adapter;
    }

    /** Divides a name at its last colon; empty without one. */
    public static Optional<AdapterName> parse(String name) {
        int colon = name.lastIndexOf(SEPARATOR);
        return (colon < 0) ? Optional.empty()
                : Optional.of(new AdapterName(name.substring(0, colon), name.substring(colon + 1)));
    }

    /** The same, but a name without a colon is an adapter of the first model. */
    public static AdapterName orOfDefault(String name) {
        return parse(name).orElseGet(() -> new AdapterName(ModelRegistry.DEFAULT, name));
    }

    /** The name that selects it: {@code base:adapter}. */
    public String joined() {
        return join(this.base, this.adapter);
    }

    static void requireValid(String field, String name) {
        ServiceException.require(NAME.matcher(name).matches(), field, RULE, "another string");
    }

}
