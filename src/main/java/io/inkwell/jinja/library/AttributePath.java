package io.inkwell.jinja.library;

import java.util.ArrayList;
import java.util.List;

import io.inkwell.jinja.method.Attributes;
import io.inkwell.jinja.method.CaseMethods;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.None;
import io.inkwell.jinja.value.Undefined;

/**
 * The attribute argument of a filter: a dotted path such as {@code "a.b.0"}, an index, or
 * the element itself.
 */
final class AttributePath {

    private final List<Object> parts;

    private AttributePath(List<Object> parts) {
        this.parts = parts;
    }

    static AttributePath of(Object attribute) {
        if (attribute == None.NONE) {
            return new AttributePath(List.of());
        }
        if (!(Markup.plain(attribute) instanceof String path)) {
            return new AttributePath(List.of(attribute));
        }
        List<Object> parts = new ArrayList<>();
        for (String part : path.split("\\.", -1)) {
            parts.add(part.matches("\\d{1,9}") ? (Object) Long.valueOf(part) : part);
        }
        return new AttributePath(parts);
    }

    /** Parses a comma-separated list of paths. */
    static List<AttributePath> several(Object attribute) {
        List<AttributePath> paths = new ArrayList<>();
        if (Markup.plain(attribute) instanceof String list) {
            for (String each : list.split(",", -1)) {
                paths.add(of(each));
            }
        }
        else {
            paths.add(of(attribute));
        }
        return paths;
    }

    Object get(Object item, Object byDefault, Budget budget) {
        Object value = item;
        for (Object part : this.parts) {
            budget.step();
            value = Attributes.item(value, part, budget);
            if (byDefault != None.NONE && value instanceof Undefined) {
                value = byDefault;
            }
        }
        return value;
    }

    /**
     * Returns the attribute of an item, in lower case unless {@code caseSensitive}.
     */
    Object key(Object item, Object byDefault, boolean caseSensitive, Budget budget) {
        return fold(get(item, byDefault, budget), caseSensitive, budget);
    }

    static Object fold(Object value, boolean caseSensitive, Budget budget) {
        if (!caseSensitive && Markup.plain(value) instanceof String text) {
            budget.text(text.length());
            return CaseMethods.lower(text);
        }
        return value;
    }

}
