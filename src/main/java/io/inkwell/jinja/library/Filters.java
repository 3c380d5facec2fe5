package io.inkwell.jinja.library;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.TemplateFailure;

/** The built-in filters by name. */
public final class Filters {

    private static final Map<String, Filter> ALL = all();

    private Filters() {
    }

    private static Map<String, Filter> all() {
        Map<String, Filter> filters = new HashMap<>();
        TextFilters.addTo(filters);
        LayoutFilters.addTo(filters);
        MarkupFilters.addTo(filters);
        NumberFilters.addTo(filters);
        SequenceFilters.addTo(filters);
        PartFilters.addTo(filters);
        OrderFilters.addTo(filters);
        ChoiceFilters.addTo(filters);
        DictFilters.addTo(filters);
        UrlFilters.addTo(filters);
        filters.put("tojson", JsonFilter::apply);
        filters.put("filesizeformat", SizeFilter::apply);
        filters.put("random", new RandomFilter(ThreadLocalRandom::current));
        return Map.copyOf(filters);
    }

    /** Returns null if there is no such filter. */
    public static @Nullable Filter find(String name) {
        return ALL.get(name);
    }

    /**
     * Applies a filter whose name is known only at run time.
     * @throws TemplateFailure if there is no such filter
     */
    public static Object apply(String name, Object value, Arguments arguments, Budget budget) {
        Filter filter = ALL.get(name);
        if (filter == null) {
            throw TemplateFailure.operation("No filter named '" + name + "'.");
        }
        return filter.apply(value, arguments, budget);
    }

}
