package io.inkwell.jinja.value;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The result of {@code namespace()}, the only value with assignable attributes. */
public final class Namespace implements Attributed {

    private final Map<String, Object> attributes = new LinkedHashMap<>();

    @Override
    public @Nullable Object attribute(String name) {
        return this.attributes.get(name);
    }

    public void set(String name, Object value) {
        this.attributes.put(name, value);
    }

    Map<String, Object> attributes() {
        return this.attributes;
    }

    @Override
    public String typeName() {
        return "Namespace";
    }

    @Override
    public String module() {
        return "jinja2.utils.";
    }

}
