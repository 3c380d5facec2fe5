package io.inkwell.jinja.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Bound;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Generator;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Types;

/** Filters that split a sequence into lists. */
final class PartFilters {

    private PartFilters() {
    }

    static void addTo(Map<String, Filter> filters) {
        filters.put("batch", PartFilters::batch);
        filters.put("slice", PartFilters::slice);
    }

    private static Object batch(Object value, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("batch", "linecount", "fill_with?").bind(arguments);
        int size = bound.integer(0);
        List<Object> items = Types.list(value, budget);
        List<Object> batches = new ArrayList<>();
        List<Object> batch = new ArrayList<>();
        for (Object item : items) {
            if (batch.size() == size) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
            batch.add(item);
        }
        if (!batch.isEmpty()) {
            budget.work(Math.max(0, size));
            while (bound.has(1) && batch.size() < size) {
                batch.add(bound.get(1));
            }
            batches.add(batch);
        }
        return new Generator("batch", batches.iterator());
    }

    private static Object slice(Object value, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("slice", "slices", "fill_with?").bind(arguments);
        int slices = bound.integer(0);
        if (slices == 0) {
            throw TemplateFailure.operation("integer division or modulo by zero");
        }
        budget.work(Math.max(0, slices));
        List<Object> items = Types.list(value, budget);
        List<Object> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < slices; i++) {
            boolean extra = i < items.size() % slices;
            int to = from + items.size() / slices + (extra ? 1 : 0);
            List<Object> part = new ArrayList<>(items.subList(from, to));
            if (bound.has(1) && !extra) {
                part.add(bound.get(1));
            }
            parts.add(part);
            from = to;
        }
        return new Generator("slice", parts.iterator());
    }

}
