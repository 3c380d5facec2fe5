package io.inkwell.jinja.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/** Operations on values of any type: type name, truth, length, iteration. */
public final class Types {

    private Types() {
    }

    /** The Python name of the value's type. */
    public static String name(Object value) {
        if (value instanceof Named named) {
            return named.typeName();
        }
        if (value instanceof String) {
            return "str";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        if (isInteger(value)) {
            return "int";
        }
        if (value instanceof Double) {
            return "float";
        }
        if (value instanceof List) {
            return "list";
        }
        return (value == None.NONE) ? "NoneType" : "function";
    }

    /** Whether the value is an int but not a bool. */
    public static boolean isInteger(Object value) {
        return value instanceof Long || value instanceof BigInteger;
    }

    public static boolean isNumber(Object value) {
        return isInteger(value) || value instanceof Boolean || value instanceof Double;
    }

    public static boolean isList(Object value) {
        return value instanceof List && !(value instanceof Named);
    }

    /** Python's {@code bool()}. */
    public static boolean truth(Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof String text) {
            return !text.isEmpty();
        }
        if (value instanceof Collection<?> elements) {
            return !elements.isEmpty();
        }
        if (value instanceof Sized sized) {
            return sized.size() > 0;
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        return value != None.NONE;
    }

    /**
     * Python's {@code len()}.
     * @throws TemplateFailure if the value has no length
     */
    public static int length(Object value) {
        if (value instanceof String text) {
            return CodePoints.length(text);
        }
        if (value instanceof Collection<?> elements) {
            return elements.size();
        }
        if (value instanceof Sized sized) {
            return sized.size();
        }
        throw TemplateFailure.operation("object of type '" + name(value) + "' has no len()");
    }

    public static boolean isIterable(Object value) {
        return value instanceof Iterable || value instanceof String;
    }

    /**
     * Python's {@code iter()}.
     * @throws TemplateFailure if the value is not iterable
     */
    @SuppressWarnings("unchecked")
    public static Iterator<Object> iterate(Object value) {
        if (value instanceof Iterable<?> elements) {
            return ((Iterable<Object>) elements).iterator();
        }
        if (value instanceof String text) {
            return CodePoints.split(text).iterator();
        }
        throw TemplateFailure.operation("'" + name(value) + "' object is not iterable");
    }

    /** Copies all elements to a new list. */
    public static List<Object> list(Object value, Budget budget) {
        List<Object> list = new ArrayList<>();
        Iterator<Object> elements = iterate(value);
        while (elements.hasNext()) {
            budget.step();
            list.add(elements.next());
        }
        return list;
    }

}
