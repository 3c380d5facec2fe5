package io.inkwell.jinja.library;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.inkwell.jinja.method.Attributes;
import io.inkwell.jinja.method.CaseMethods;
import io.inkwell.jinja.method.PercentFormat;
import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Bound;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Callable;
import io.inkwell.jinja.value.Dict;
import io.inkwell.jinja.value.CharacterClasses;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.None;
import io.inkwell.jinja.value.Printer;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Tuple;
import io.inkwell.jinja.value.Types;

/** Filters that transform strings. */
final class TextFilters {

    private static final Pattern WORD_BEGINNINGS = Pattern
        .compile("[-\\s\\x1c-\\x1f\\x85\\p{Z}({\\[<]+|[^-\\s\\x1c-\\x1f\\x85\\p{Z}({\\[<]+");

    private TextFilters() {
    }

    static void addTo(Map<String, Filter> filters) {
        add(filters, "upper", CaseMethods::upper);
        add(filters, "lower", CaseMethods::lower);
        add(filters, "capitalize", CaseMethods::capitalize);
        add(filters, "string", (text) -> text);
        filters.put("title", TextFilters::title);
        filters.put("trim", (value, arguments, budget) -> call("strip", soft(value, budget), budget,
                Signature.of("trim", "chars?").bind(arguments).get(0)));
        filters.put("replace", TextFilters::replace);
        filters.put("join", TextFilters::join);
        filters.put("format", TextFilters::format);
        filters.put("wordcount", TextFilters::words);
        filters.put("pprint", TextFilters::pretty);
    }

    private static void add(Map<String, Filter> filters, String name, UnaryOperator<String> operation) {
        Signature signature = Signature.of(name);
        filters.put(name, (value, arguments, budget) -> {
            signature.bind(arguments);
            String text = Printer.str(value, budget);
            budget.text(text.length());
            return Markup.of(operation.apply(text), value instanceof Markup);
        });
    }

    /** The value as a string, marked as safe HTML if the value is. */
    private static Object soft(Object value, Budget budget) {
        return (value instanceof Markup) ? value : Printer.str(value, budget);
    }

    private static Object call(String method, Object text, Budget budget, Object... arguments) {
        return ((Callable) Attributes.get(text, method, budget)).call(Arguments.of(arguments), budget);
    }

    private static Object pretty(Object value, Arguments arguments, Budget budget) {
        Signature.of("pprint").bind(arguments);
        return PrettyPrinter.print(value, budget);
    }

    private static Object title(Object value, Arguments arguments, Budget budget) {
        Signature.of("title").bind(arguments);
        String text = Printer.str(value, budget);
        budget.text(text.length());
        return title(text);
    }

    private static String title(String text) {
        StringBuilder titled = new StringBuilder(text.length());
        Matcher words = WORD_BEGINNINGS.matcher(text);
        while (words.find()) {
            String word = words.group();
            int second = word.offsetByCodePoints(0, 1);
            titled.append(CaseMethods.upper(word.substring(0, second)))
                .append(CaseMethods.lower(word.substring(second)));
        }
        return titled.toString();
    }

    private static Object replace(Object value, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("replace", "old", "new", "count?").bind(arguments);
        Object text = Printer.str(value, budget);
        Object old = Printer.str(bound.get(0), budget);
        Object by = Printer.str(bound.get(1), budget);
        if (budget.isEscaping()) {
            boolean escapes = bound.get(0) instanceof Markup || bound.get(1) instanceof Markup;
            text = escapes ? Markup.escape(value, budget) : soft(value, budget);
            by = soft(bound.get(1), budget);
        }
        return call("replace", text, budget, old, by, (long) bound.integer(2, -1));
    }

    private static Object join(Object value, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("join", "d?", "attribute?").bind(arguments);
        AttributePath path = AttributePath.of(bound.get(1));
        Object separator = bound.get(0, "");
        List<Object> items = new ArrayList<>();
        Iterator<Object> each = Types.iterate(value);
        while (each.hasNext()) {
            budget.step();
            items.add(soft(path.get(each.next(), None.NONE, budget), budget));
        }
        boolean safe = separator instanceof Markup || items.stream().anyMatch(Markup.class::isInstance);
        Object joining = (budget.isEscaping() && safe) ? Markup.escape(separator, budget)
                : Printer.str(separator, budget);
        return call("join", joining, budget, items);
    }

    private static Object format(Object value, Arguments arguments, Budget budget) {
        if (!arguments.positional().isEmpty() && !arguments.named().isEmpty()) {
            throw TemplateFailure.operation("can't handle positional and keyword arguments at the same time");
        }
        Object values = new Tuple(arguments.positional());
        if (!arguments.named().isEmpty()) {
            Dict dict = new Dict();
            arguments.named().forEach(dict::put);
            values = dict;
        }
        return PercentFormat.format(soft(value, budget), values, budget);
    }

    private static Object words(Object value, Arguments arguments, Budget budget) {
        Signature.of("wordcount").bind(arguments);
        String text = Printer.str(value, budget);
        budget.text(text.length());
        long words = 0;
        boolean inWord = false;
        for (int letter : text.codePoints().toArray()) {
            boolean isPart = letter == '_' || CharacterClasses.isAlphanumeric(letter);
            words += (isPart && !inWord) ? 1 : 0;
            inWord = isPart;
        }
        return words;
    }

}
