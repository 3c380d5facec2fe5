package io.inkwell.jinja.value;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The operators {@code ==} and {@code in}. */
public final class Equality {

    private Equality() {
    }

    /** Python's {@code ==}. */
    public static boolean equal(Object left, Object right, Budget budget) {
        if (left == right && !(left instanceof Double)) {
            return true;
        }
        if (left instanceof Markup || right instanceof Markup) {
            return equal(Markup.plain(left), Markup.plain(right), budget);
        }
        if (left instanceof String text && right instanceof String other) {
            budget.work(Math.min(text.length(), other.length()) >> 8);
            return text.equals(other);
        }
        if (Types.isNumber(left) && Types.isNumber(right)) {
            return compare(left, right) == 0;
        }
        if (left instanceof List<?> list && right instanceof List<?> other && kind(left).equals(kind(right))) {
            return equal(list, other, budget);
        }
        if (left instanceof Dict dict && right instanceof Dict other) {
            return equal(dict, other, budget);
        }
        return left instanceof Undefined && right instanceof Undefined;
    }

    private static String kind(Object list) {
        return (list instanceof Tuple) ? "tuple" : Types.name(list);
    }

    private static boolean equal(List<?> left, List<?> right, Budget budget) {
        if (left.size() != right.size()) {
            return false;
        }
        budget.enter();
        boolean equal = true;
        for (int i = 0; equal && i < left.size(); i++) {
            budget.step();
            equal = same(left.get(i), right.get(i), budget);
        }
        budget.leave();
        return equal;
    }

    private static boolean equal(Dict left, Dict right, Budget budget) {
        if (left.size() != right.size()) {
            return false;
        }
        budget.enter();
        boolean equal = true;
        for (Map.Entry<Object, Object> entry : left.entries()) {
            budget.step();
            Object other = right.get(entry.getKey());
            equal = equal && other != null && same(entry.getValue(), other, budget);
        }
        budget.leave();
        return equal;
    }

    /** Elements of a collection are also equal if they are identical. */
    private static boolean same(Object left, Object right, Budget budget) {
        return left == right || equal(left, right, budget);
    }

    /** Compares two numbers; returns 2 if one of them is NaN. */
    static int compare(Object left, Object right) {
        if (left instanceof Long number && right instanceof Long other) {
            return Long.compare(number, other);
        }
        if (left instanceof Double || right instanceof Double) {
            double number = Floats.of(left);
            double other = Floats.of(right);
            if (Double.isNaN(number) || Double.isNaN(other)) {
                return 2;
            }
            if (number != other || Double.isInfinite(number)) {
                return Double.compare(number, other);
            }
            return exact(left).compareTo(exact(right));
        }
        return Integers.big(left).compareTo(Integers.big(right));
    }

    private static BigDecimal exact(Object value) {
        return (value instanceof Double number) ? new BigDecimal(number) : new BigDecimal(Integers.big(value));
    }

    /**
     * Python's {@code in}.
     * @throws TemplateFailure if the container is not iterable
     */
    public static boolean contains(Object container, Object value, Budget budget) {
        if (Markup.plain(container) instanceof String text) {
            if (!(Markup.plain(value) instanceof String part)) {
                throw TemplateFailure
                    .operation("'in <string>' requires string as left operand, not " + Types.name(value));
            }
            budget.search(text, part);
            return text.contains(part);
        }
        if (container instanceof Dict dict) {
            return dict.get(value) != null;
        }
        if (!Types.isIterable(container)) {
            throw TemplateFailure.operation("argument of type '" + Types.name(container) + "' is not iterable");
        }
        Iterator<Object> elements = Types.iterate(container);
        while (elements.hasNext()) {
            budget.step();
            if (same(elements.next(), value, budget)) {
                return true;
            }
        }
        return false;
    }

}
