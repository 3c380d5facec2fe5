package io.inkwell.jinja.library;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Bound;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Equality;
import io.inkwell.jinja.value.None;
import io.inkwell.jinja.value.Ordering;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.Types;
import io.inkwell.jinja.value.Undefined;

/** Filters that order elements, such as {@code sort} and {@code min}. */
final class OrderFilters {

    private OrderFilters() {
    }

    static void addTo(Map<String, Filter> filters) {
        filters.put("sort", OrderFilters::sort);
        filters.put("groupby", OrderFilters::groupBy);
        filters.put("min", (value, arguments, budget) -> extreme(value, arguments, false, budget));
        filters.put("max", (value, arguments, budget) -> extreme(value, arguments, true, budget));
    }

    private static Object sort(Object value, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("sort", "reverse?", "case_sensitive?", "attribute?").bind(arguments);
        List<AttributePath> paths = AttributePath.several(bound.get(2));
        return Ordering.sorted(Types.list(value, budget), (item) -> {
            List<Object> keys = new ArrayList<>();
            paths.forEach((path) -> keys.add(path.key(item, None.NONE, bound.flag(1), budget)));
            return keys;
        }, bound.integer(0, 0) != 0, budget);
    }

    private static Object groupBy(Object value, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("groupby", "attribute", "default?", "case_sensitive?").bind(arguments);
        AttributePath path = AttributePath.of(bound.get(0));
        Function<Object, Object> key = (item) -> path.key(item, bound.get(1), bound.flag(2), budget);
        List<Object> groups = new ArrayList<>();
        List<Object> group = new ArrayList<>();
        Object last = None.NONE;
        for (Object item : Ordering.sorted(Types.list(value, budget), key, false, budget)) {
            Object current = key.apply(item);
            if (group.isEmpty() || !Equality.equal(last, current, budget)) {
                group = new ArrayList<>();
                groups.add(new Group(bound.flag(2) ? current : path.get(item, bound.get(1), budget), group));
            }
            group.add(item);
            last = current;
        }
        return groups;
    }

    private static Object extreme(Object value, Arguments arguments, boolean greatest, Budget budget) {
        Bound bound = Signature.of(greatest ? "max" : "min", "case_sensitive?", "attribute?").bind(arguments);
        AttributePath path = AttributePath.of(bound.get(1));
        Iterator<Object> items = Types.iterate(value);
        if (!items.hasNext()) {
            return Undefined.because("No aggregated item, sequence was empty.");
        }
        Object best = items.next();
        Object bestKey = path.key(best, None.NONE, bound.flag(0), budget);
        while (items.hasNext()) {
            budget.step();
            Object item = items.next();
            Object key = path.key(item, None.NONE, bound.flag(0), budget);
            if (greatest ? Ordering.less(bestKey, key, ">", budget) : Ordering.less(key, bestKey, "<", budget)) {
                best = item;
                bestKey = key;
            }
        }
        return best;
    }

}
