package io.inkwell.jinja.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Converts Java values to template values. */
public final class Values {

    private Values() {
    }

    /**
     * Converts a value.
     * @throws IllegalArgumentException if Python has no equivalent
     */
    public static Object of(@Nullable Object value) {
        if (value == null) {
            return None.NONE;
        }
        if (value instanceof Map<?, ?> map) {
            Dict dict = new Dict();
            map.forEach((key, each) -> dict.put(of(key), of(each)));
            return dict;
        }
        if (value instanceof List<?> list && !(value instanceof Named)) {
            List<Object> items = new ArrayList<>(list.size());
            list.forEach((each) -> items.add(of(each)));
            return items;
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof String || value instanceof Boolean || Types.isNumber(value) || value instanceof Named
                || value instanceof Callable || value == None.NONE) {
            return value;
        }
        throw new IllegalArgumentException("unsupported template value type: " + value.getClass());
    }

}
