package io.inkwell.jinja.method;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Callable;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.Tuple;
import io.inkwell.jinja.value.Types;

/**
 * The methods of safe HTML strings: like those of strings, but they escape added text and
 * return safe strings.
 */
final class MarkupMethods {

    /** Methods whose second argument becomes part of the result. */
    private static final Set<String> ADDING = Set.of("replace", "ljust", "rjust", "center");

    private MarkupMethods() {
    }

    /** Returns null if there is no such method. */
    static @Nullable Callable find(Markup markup, String name) {
        return switch (name) {
            case "format" -> (values, budget) -> new Markup(StringFormat.format(markup.text(), values, true, budget));
            case "format_map" ->
                (values, budget) -> new Markup(StringFormat.formatMap(markup.text(), values, true, budget));
            case "escape" -> (values, budget) -> Markup.escape(Signature.of(name, "s").bind(values).get(0), budget);
            case "unescape" -> (values, budget) -> HtmlText.unescape(markup.text(), budget);
            case "striptags" -> (values, budget) -> HtmlText.withoutTags(markup.text(), budget);
            default -> ofString(markup, name);
        };
    }

    private static @Nullable Callable ofString(Markup markup, String name) {
        Method<String> method = StringMethods.ALL.get(name);
        if (method == null) {
            return null;
        }
        return (values, budget) -> marked(method.call(markup.text(), escaped(name, values, budget), budget));
    }

    private static Arguments escaped(String name, Arguments values, Budget budget) {
        List<Object> positional = new ArrayList<>(values.positional());
        if (ADDING.contains(name) && positional.size() > 1) {
            positional.set(1, Markup.escape(positional.get(1), budget));
        }
        if (name.equals("join") && positional.size() == 1) {
            positional.set(0, escapedItems(positional.get(0), budget));
        }
        return new Arguments(positional, values.named());
    }

    private static List<Object> escapedItems(Object value, Budget budget) {
        List<Object> items = new ArrayList<>();
        Iterator<Object> each = Types.iterate(value);
        while (each.hasNext()) {
            budget.step();
            items.add(Markup.escape(each.next(), budget));
        }
        return items;
    }

    private static Object marked(Object result) {
        if (result instanceof String text) {
            return new Markup(text);
        }
        if (!(Types.isList(result) || result instanceof Tuple)) {
            return result;
        }
        List<?> parts = (List<?>) result;
        List<Object> marked = new ArrayList<>(parts.size());
        parts.forEach((part) -> marked.add(marked(part)));
        return (result instanceof Tuple) ? new Tuple(marked) : marked;
    }

}
