package io.inkwell.jinja.library;

import java.util.Map;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Bound;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Dict;
import io.inkwell.jinja.value.Generator;
import io.inkwell.jinja.value.Ordering;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Tuple;
import io.inkwell.jinja.value.Types;
import io.inkwell.jinja.value.Undefined;

/** Filters of dicts. */
final class DictFilters {

    private DictFilters() {
    }

    static void addTo(Map<String, Filter> filters) {
        filters.put("items", DictFilters::items);
        filters.put("dictsort", DictFilters::sort);
    }

    private static Object items(Object value, Arguments arguments, Budget budget) {
        Signature.of("items").bind(arguments);
        if (value instanceof Undefined undefined) {
            return new Generator("items", undefined.iterator());
        }
        if (!(value instanceof Dict dict)) {
            throw TemplateFailure.operation("Can only get item pairs from a mapping.");
        }
        budget.work(dict.size());
        return new Generator("items", dict.items().iterator());
    }

    private static Object sort(Object value, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("dictsort", "case_sensitive?", "by?", "reverse?").bind(arguments);
        String by = bound.text(1, "key");
        if (!by.equals("key") && !by.equals("value")) {
            throw TemplateFailure.operation("You can only sort by either \"key\" or \"value\"");
        }
        Undefined.requireDefined(value);
        if (!(value instanceof Dict dict)) {
            throw TemplateFailure.operation("'" + Types.name(value) + "' object has no attribute 'items'");
        }
        int place = by.equals("key") ? 0 : 1;
        return Ordering.sorted(dict.items(),
                (item) -> AttributePath.fold(((Tuple) item).get(place), bound.flag(0), budget),
                bound.integer(2, 0) != 0, budget);
    }

}
