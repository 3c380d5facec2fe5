package io.inkwell.jinja.value;

import java.util.ArrayList;
import java.util.List;

/**
 * The identity of keys in Python's dicts and sets: 1, 1.0 and True are the same key.
 */
public final class Keys {

    private static final int MAX_ELEMENTS = 10_000;

    private int elements;

    private Keys() {
    }

    /**
     * Returns the key to compare by.
     * @throws TemplateFailure if the value is not hashable
     */
    public static Object of(Object value) {
        return (value instanceof String) ? value : new Keys().key(value);
    }

    private Object key(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1L << 53) {
            return (long) (double) number;
        }
        if (value instanceof Tuple tuple) {
            return tuple(tuple);
        }
        if (value instanceof Markup markup) {
            return markup.text();
        }
        if (value instanceof Undefined) {
            return Undefined.class;
        }
        if ((value instanceof List && !(value instanceof Range || value instanceof Bytes)) || value instanceof Dict
                || value instanceof View) {
            throw TemplateFailure.operation("unhashable type: '" + Types.name(value) + "'");
        }
        return value;
    }

    private Object tuple(Tuple tuple) {
        this.elements += tuple.size() + 1;
        if (this.elements > MAX_ELEMENTS) {
            throw TemplateFailure.limit("a key has more than " + MAX_ELEMENTS + " elements");
        }
        List<Object> keys = new ArrayList<>(tuple.size());
        tuple.forEach((item) -> keys.add(key(item)));
        return keys;
    }

}
