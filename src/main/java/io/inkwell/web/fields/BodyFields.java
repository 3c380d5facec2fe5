package io.inkwell.web.fields;

import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/** The JSON names of the fields of a body, including those of unwrapped records. */
public final class BodyFields {

    private static final ClassValue<BodyFields> ALL = new ClassValue<>() {
        @Override
        protected BodyFields computeValue(Class<?> body) {
            return new BodyFields(body);
        }
    };

    private final Map<String, Class<?>> types = new LinkedHashMap<>();

    private BodyFields(Class<?> body) {
        add(body);
    }

    public static BodyFields of(Class<?> body) {
        return ALL.get(body);
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(this.types.keySet());
    }

    boolean contains(String name) {
        return this.types.containsKey(name);
    }

    /** The fields of a field that is an object; null for other fields. */
    @Nullable BodyFields nested(String name) {
        Class<?> type = this.types.get(name);
        return (type != null && type.isRecord()) ? of(type) : null;
    }

    private void add(Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                add(component.getType());
            }
            else {
                this.types.put(snakeCase(component.getName()), component.getType());
            }
        }
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

}
