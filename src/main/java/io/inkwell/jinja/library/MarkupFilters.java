package io.inkwell.jinja.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.inkwell.jinja.method.HtmlText;
import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Dict;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.None;
import io.inkwell.jinja.value.Printer;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Types;
import io.inkwell.jinja.value.Undefined;

/** Filters that generate or parse HTML. */
final class MarkupFilters {

    private static final String NOT_IN_NAMES = " \t\n\u000b\f\r/>=";

    private MarkupFilters() {
    }

    static void addTo(Map<String, Filter> filters) {
        filters.put("e", MarkupFilters::escape);
        filters.put("escape", MarkupFilters::escape);
        filters.put("forceescape", MarkupFilters::escapeAgain);
        filters.put("safe", MarkupFilters::safe);
        filters.put("striptags", MarkupFilters::withoutTags);
        filters.put("xmlattr", MarkupFilters::attributes);
    }

    private static Object escape(Object value, Arguments arguments, Budget budget) {
        Signature.of("escape").bind(arguments);
        return Markup.escape(value, budget);
    }

    private static Object escapeAgain(Object value, Arguments arguments, Budget budget) {
        Signature.of("forceescape").bind(arguments);
        return new Markup(Markup.escaped(Printer.str(value, budget), budget));
    }

    private static Object safe(Object value, Arguments arguments, Budget budget) {
        Signature.of("safe").bind(arguments);
        return new Markup(Printer.str(value, budget));
    }

    private static Object withoutTags(Object value, Arguments arguments, Budget budget) {
        Signature.of("striptags").bind(arguments);
        return HtmlText.withoutTags(Printer.str(value, budget), budget);
    }

    private static Object attributes(Object value, Arguments arguments, Budget budget) {
        boolean spaced = Signature.of("xmlattr", "autospace?").bind(arguments).flag(0, true);
        Undefined.requireDefined(value);
        if (!(value instanceof Dict dict)) {
            throw TemplateFailure.operation("'" + Types.name(value) + "' object has no attribute 'items'");
        }
        List<String> attributes = new ArrayList<>();
        for (Map.Entry<Object, Object> entry : dict.entries()) {
            budget.step();
            if (entry.getValue() != None.NONE && !(entry.getValue() instanceof Undefined)) {
                attributes
                    .add(name(entry.getKey(), budget) + "=\"" + Markup.escape(entry.getValue(), budget).text() + "\"");
            }
        }
        String text = (spaced && !attributes.isEmpty() ? " " : "") + String.join(" ", attributes);
        return Markup.of(text, budget.isEscaping());
    }

    private static String name(Object key, Budget budget) {
        if (!(Markup.plain(key) instanceof String name)) {
            throw TemplateFailure.operation("expected string or bytes-like object, got '" + Types.name(key) + "'");
        }
        if (name.chars().anyMatch((letter) -> NOT_IN_NAMES.indexOf(letter) >= 0)) {
            throw TemplateFailure.operation("Invalid character in attribute name: " + Printer.repr(key, budget));
        }
        return Markup.escape(key, budget).text();
    }

}
