package io.inkwell.jinja.value;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The comparison operators and sorting. */
public final class Ordering {

    private Ordering() {
    }

    /** Returns {@code left < right}; the operator is only for the message. */
    public static boolean less(Object left, Object right, String operator, Budget budget) {
        return order(left, right, operator, budget) == -1;
    }

    public static boolean lessOrEqual(Object left, Object right, String operator, Budget budget) {
        int order = order(left, right, operator, budget);
        return order == -1 || order == 0;
    }

    /** Returns -1, 0 or 1, or 2 if the values are unordered. */
    private static int order(Object left, Object right, String operator, Budget budget) {
        if (Types.isNumber(left) && Types.isNumber(right)) {
            return Equality.compare(left, right);
        }
        if (Markup.plain(left) instanceof String text && Markup.plain(right) instanceof String other) {
            budget.work(Math.min(text.length(), other.length()) >> 8);
            return Integer.signum(CodePoints.compare(text, other));
        }
        boolean lists = Types.isList(left) && Types.isList(right);
        if (lists || (left instanceof Tuple && right instanceof Tuple)) {
            return order((List<?>) left, (List<?>) right, operator, budget);
        }
        throw incomparable(left, right, operator);
    }

    private static int order(List<?> left, List<?> right, String operator, Budget budget) {
        int length = Math.min(left.size(), right.size());
        for (int i = 0; i < length; i++) {
            budget.step();
            if (!Equality.equal(left.get(i), right.get(i), budget)) {
                budget.enter();
                try {
                    return order(left.get(i), right.get(i), operator, budget);
                }
                finally {
                    budget.leave();
                }
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static TemplateFailure incomparable(Object left, Object right, String operator) {
        if (left instanceof Undefined undefined) {
            return undefined.failure();
        }
        if (right instanceof Undefined undefined) {
            return undefined.failure();
        }
        return TemplateFailure.operation("'%s' not supported between instances of '%s' and '%s'".formatted(operator,
                Types.name(left), Types.name(right)));
    }

    /** Sorts the elements by key; the sort is stable. */
    public static List<Object> sorted(List<Object> items, Function<Object, Object> key, boolean reverse,
            Budget budget) {
        List<Object[]> pairs = new ArrayList<>(items.size());
        items.forEach((item) -> pairs.add(new Object[] { key.apply(item), item }));
        Comparator<Object[]> ascending = (left, right) -> {
            budget.step();
            return less(left[0], right[0], "<", budget) ? -1 : less(right[0], left[0], "<", budget) ? 1 : 0;
        };
        try {
            pairs.sort(reverse ? ascending.reversed() : ascending);
        }
        catch (IllegalArgumentException ex) {
            throw TemplateFailure.operation("the elements cannot be ordered");
        }
        List<Object> sorted = new ArrayList<>(items.size());
        pairs.forEach((pair) -> sorted.add(pair[1]));
        return sorted;
    }

}
