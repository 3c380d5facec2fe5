package io.inkwell.jinja.library;

import java.util.List;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Bound;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.None;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;

/** {@code tojson} as defined by transformers: Python's {@code json.dumps}. */
final class JsonFilter {

    private static final Signature SIGNATURE = Signature.of("tojson", "ensure_ascii?", "indent?", "separators?",
            "sort_keys?");

    private JsonFilter() {
    }

    static Object apply(Object value, Arguments arguments, Budget budget) {
        Bound bound = SIGNATURE.bind(arguments);
        Object indent = bound.get(1);
        boolean indented = indent != None.NONE;
        String itemSeparator = indented ? "," : ", ";
        String keySeparator = ": ";
        if (bound.has(2)) {
            if (!(bound.get(2) instanceof List<?> separators && separators.size() == 2
                    && separators.get(0) instanceof String item && separators.get(1) instanceof String key)) {
                throw TemplateFailure.operation("separators must be two strings");
            }
            itemSeparator = item;
            keySeparator = key;
        }
        String unit = (Markup.plain(indent) instanceof String text) ? text
                : spaces(indented ? bound.integer(1) : 0, budget);
        return new JsonWriter(bound.flag(0), indented, unit, itemSeparator, keySeparator, bound.flag(3), budget)
            .write(value);
    }

    private static String spaces(int count, Budget budget) {
        budget.text(Math.max(0, count));
        return " ".repeat(Math.max(0, count));
    }

}
