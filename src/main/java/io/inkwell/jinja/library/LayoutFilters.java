package io.inkwell.jinja.library;

import java.util.List;
import java.util.Map;

import io.inkwell.jinja.method.PadMethods;
import io.inkwell.jinja.method.Words;
import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Arithmetic;
import io.inkwell.jinja.value.Bound;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.CodePoints;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.Printer;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Types;
import io.inkwell.jinja.value.Undefined;

/** Filters for text layout, such as {@code indent} and {@code truncate}. */
final class LayoutFilters {

    private static final int TRUNCATE_LEEWAY = 5;

    private LayoutFilters() {
    }

    static void addTo(Map<String, Filter> filters) {
        filters.put("indent", LayoutFilters::indent);
        filters.put("truncate", LayoutFilters::truncate);
        filters.put("center", LayoutFilters::center);
        filters.put("wordwrap", WrapFilter::apply);
    }

    private static Object center(Object value, Arguments arguments, Budget budget) {
        int width = Signature.of("center", "width?").bind(arguments).integer(0, 80);
        return Markup.of(PadMethods.center(Printer.str(value, budget), width, " ", budget), value instanceof Markup);
    }

    private static Object indent(Object value, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("indent", "width?", "first?", "blank?").bind(arguments);
        Undefined.requireDefined(value);
        if (!(Markup.plain(value) instanceof String text)) {
            throw TemplateFailure.operation("indent requires a str, not " + Types.name(value));
        }
        String indention = (Markup.plain(bound.get(0)) instanceof String given) ? given
                : spaces(bound.integer(0, 4), budget);
        List<Object> lines = Words.lines(text + "\n", false);
        budget.text(text.length() + (long) lines.size() * (indention.length() + 1));
        StringBuilder indented = new StringBuilder(bound.flag(1) ? indention : "");
        for (int i = 0; i < lines.size(); i++) {
            String line = (String) lines.get(i);
            boolean indents = i > 0 && (bound.flag(2) || !line.isEmpty());
            indented.append((i > 0) ? "\n" : "").append(indents ? indention : "").append(line);
        }
        return Markup.of(indented.toString(), value instanceof Markup);
    }

    private static String spaces(int count, Budget budget) {
        budget.text(Math.max(0, count));
        return " ".repeat(Math.max(0, count));
    }

    private static Object truncate(Object value, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("truncate", "length?", "killwords?", "end?", "leeway?").bind(arguments);
        int length = bound.integer(0, 255);
        String end = bound.text(2, "...");
        int leeway = bound.integer(3, TRUNCATE_LEEWAY);
        int most = length - CodePoints.length(end);
        if (most < 0 || leeway < 0) {
            throw TemplateFailure.operation("expected length >= %d, got %d".formatted(CodePoints.length(end), length));
        }
        if (Types.length(value) <= (long) length + leeway) {
            return value;
        }
        if (!(Markup.plain(value) instanceof String text)) {
            throw TemplateFailure.operation("truncate requires a str, not " + Types.name(value));
        }
        budget.text(text.length());
        String cut = CodePoints.substring(text, 0, most);
        int space = bound.flag(1) ? -1 : cut.lastIndexOf(' ');
        Object kept = Markup.of((space < 0) ? cut : cut.substring(0, space), value instanceof Markup);
        return Arithmetic.add(kept, bound.get(2, "..."), budget);
    }

}
