package io.inkwell.jinja.library;

import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.inkwell.jinja.method.Attributes;
import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Bound;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Generator;
import io.inkwell.jinja.value.Keys;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.Members;
import io.inkwell.jinja.value.None;
import io.inkwell.jinja.value.Printer;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Types;
import io.inkwell.jinja.value.Undefined;

/** Filters for sequences and for values of any type. */
final class SequenceFilters {

    private SequenceFilters() {
    }

    static void addTo(Map<String, Filter> filters) {
        filters.put("default", SequenceFilters::byDefault);
        filters.put("d", SequenceFilters::byDefault);
        filters.put("length", SequenceFilters::length);
        filters.put("count", SequenceFilters::length);
        filters.put("list", (value, arguments, budget) -> Types.list(value, budget));
        filters.put("first", SequenceFilters::first);
        filters.put("last", SequenceFilters::last);
        filters.put("reverse", SequenceFilters::reverse);
        filters.put("unique", SequenceFilters::unique);
        filters.put("attr", SequenceFilters::attribute);
    }

    private static Object byDefault(Object value, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("default", "default_value?", "boolean?").bind(arguments);
        boolean absent = value instanceof Undefined || (bound.flag(1) && !Types.truth(value));
        return absent ? bound.get(0, "") : value;
    }

    private static Object length(Object value, Arguments arguments, Budget budget) {
        Signature.of("length").bind(arguments);
        budget.work((value instanceof String text) ? text.length() >> 8 : 0);
        return (long) Types.length(value);
    }

    private static Object first(Object value, Arguments arguments, Budget budget) {
        Signature.of("first").bind(arguments);
        Iterator<Object> items = (Markup.plain(value) instanceof String text && !text.isEmpty())
                ? Types.iterate(text.substring(0, text.offsetByCodePoints(0, 1))) : Types.iterate(value);
        return items.hasNext() ? items.next() : Undefined.because("No first item, sequence was empty.");
    }

    private static Object last(Object value, Arguments arguments, Budget budget) {
        Signature.of("last").bind(arguments);
        if (value instanceof Markup markup && markup.size() > 0) {
            return Objects.requireNonNull(Members.element(markup, -1L, budget));
        }
        if (value instanceof Generator) {
            throw TemplateFailure.operation("'" + Types.name(value) + "' object is not reversible");
        }
        List<Object> items = Types.list(value, budget);
        return items.isEmpty() ? Undefined.because("No last item, sequence was empty.") : items.get(items.size() - 1);
    }

    private static Object reverse(Object value, Arguments arguments, Budget budget) {
        Signature.of("reverse").bind(arguments);
        if (Markup.plain(value) instanceof String text) {
            budget.text(text.length());
            return Markup.of(new StringBuilder(text).reverse().toString(), value instanceof Markup);
        }
        List<Object> items = Types.list(value, budget);
        Collections.reverse(items);
        return (value instanceof Generator) ? items : new Generator("reversed", items.iterator());
    }

    private static Object unique(Object value, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("unique", "case_sensitive?", "attribute?").bind(arguments);
        AttributePath path = AttributePath.of(bound.get(1));
        Set<Object> seen = new HashSet<>();
        return Lazy.choose("unique", value,
                (item) -> seen.add(Keys.of(path.key(item, None.NONE, bound.flag(0), budget))), budget);
    }

    private static Object attribute(Object value, Arguments arguments, Budget budget) {
        String name = Printer.str(Signature.of("attr", "name").bind(arguments).get(0), budget);
        if (value instanceof Undefined) {
            return Attributes.get(value, name, budget);
        }
        Object attribute = Attributes.attribute(value, name);
        return (attribute != null) ? attribute : Undefined.member(value, name, budget);
    }

}
