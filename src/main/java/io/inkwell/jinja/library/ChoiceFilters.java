package io.inkwell.jinja.library;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Bound;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.None;
import io.inkwell.jinja.value.Printer;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Types;

/**
 * Filters that map or select elements: {@code map}, {@code select}, {@code reject} and
 * their variants.
 */
final class ChoiceFilters {

    private ChoiceFilters() {
    }

    static void addTo(Map<String, Filter> filters) {
        filters.put("map", ChoiceFilters::map);
        addChoice(filters, "select", false, true);
        addChoice(filters, "reject", false, false);
        addChoice(filters, "selectattr", true, true);
        addChoice(filters, "rejectattr", true, false);
    }

    private static Object map(Object value, Arguments arguments, Budget budget) {
        Object source = Types.truth(value) ? value : List.of();
        if (arguments.positional().isEmpty() && arguments.named().containsKey("attribute")) {
            Bound bound = Signature.of("map", "attribute", "default?").bind(arguments);
            AttributePath path = AttributePath.of(bound.get(0));
            return Lazy.map("map", source, (item) -> path.get(item, bound.get(1), budget), budget);
        }
        if (arguments.positional().isEmpty()) {
            throw TemplateFailure.operation("map requires a filter argument");
        }
        String name = Printer.str(arguments.positional().get(0), budget);
        Arguments rest = arguments.skip(1);
        return Lazy.map("map", source, (item) -> Filters.apply(name, item, rest, budget), budget);
    }

    private static void addChoice(Map<String, Filter> filters, String name, boolean byAttribute, boolean wanted) {
        filters.put(name, (value, arguments, budget) -> {
            Object source = Types.truth(value) ? value : List.of();
            Predicate<Object> chosen = predicate(arguments, byAttribute, budget);
            return Lazy.choose(name, source, (item) -> chosen.test(item) == wanted, budget);
        });
    }

    private static Predicate<Object> predicate(Arguments arguments, boolean byAttribute, Budget budget) {
        int given = arguments.positional().size();
        if (byAttribute && given == 0) {
            throw TemplateFailure.operation("Missing parameter for attribute name");
        }
        AttributePath path = AttributePath.of(byAttribute ? arguments.positional().get(0) : None.NONE);
        int place = byAttribute ? 1 : 0;
        if (given == place) {
            return (item) -> Types.truth(path.get(item, None.NONE, budget));
        }
        String test = Printer.str(arguments.positional().get(place), budget);
        Arguments rest = arguments.skip(place + 1);
        return (item) -> Tests.holds(test, path.get(item, None.NONE, budget), rest, budget);
    }

}
