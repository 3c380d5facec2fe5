package io.inkwell.jinja.library;

import java.util.ArrayList;
import java.util.List;

import io.inkwell.jinja.method.Words;
import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Bound;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Types;
import io.inkwell.jinja.value.Undefined;

/** {@code wordwrap}: wraps each line of a text. */
final class WrapFilter {

    private static final int WIDTH = 79;

    private WrapFilter() {
    }

    static Object apply(Object value, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("wordwrap", "width?", "break_long_words?", "wrapstring?", "break_on_hyphens?")
            .bind(arguments);
        Undefined.requireDefined(value);
        if (!(Markup.plain(value) instanceof String text)) {
            throw TemplateFailure.operation("'" + Types.name(value) + "' object has no attribute 'splitlines'");
        }
        WordWrap wrap = new WordWrap(bound.integer(0, WIDTH), bound.flag(1, true), bound.flag(3, true), budget);
        budget.text(text.length());
        List<String> lines = new ArrayList<>();
        for (Object line : Words.lines(text, false)) {
            List<String> wrapped = wrap.lines((String) line);
            lines.addAll(wrapped.isEmpty() ? List.of("") : wrapped);
        }
        return joined(lines, bound.get(2) instanceof Markup, bound.text(2, "\n"), budget);
    }

    private static Object joined(List<String> lines, boolean safe, String separator, Budget budget) {
        List<String> escaped = lines;
        if (safe) {
            escaped = lines.stream().map((line) -> Markup.escaped(line, budget)).toList();
        }
        long length = escaped.stream().mapToLong((line) -> (long) line.length() + separator.length()).sum();
        budget.text(length);
        return Markup.of(String.join(separator, escaped), safe);
    }

}
