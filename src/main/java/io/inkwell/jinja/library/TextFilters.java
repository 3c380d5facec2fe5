package io.inkwell.jinja.library;

import java.util.Iterator;
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
import io.inkwell.jinja.value.Letters;
import io.inkwell.jinja.value.None;
import io.inkwell.jinja.value.Printer;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Tuple;
import io.inkwell.jinja.value.Types;

/** Filters that make a text of a text. */
final class TextFilters {

    private static final Pattern WORD_BEGINNINGS = Pattern
        .compile("[-\\s\\x1c-\\x1f\\x85\\p{Z}({\\[<]+|[^-\\s\\x1c-\\x1f\\x85\\p{Z}({\\[<]+");

    private TextFilters() {
    }

    static void addTo(Map<String, Filter> filters) {
        add(filters, "upper", CaseMethods::upper);
        add(filters, "lower", CaseMethods::lower);
        add(filters, "capitalize", CaseMethods::capitalize);
        add(filters, "title", TextFilters::title);
        add(filters, "string", (text) -> text);
        filters.put("trim", (value, arguments, budget) -> call("strip", Printer.str(value, budget),
                Signature.of("trim", "chars?").bind(arguments).get(0), budget));
        filters.put("replace", TextFilters::replace);
        filters.put("join", TextFilters::join);
        filters.put("format", TextFilters::format);
        filters.put("wordcount", (value, arguments, budget) -> words(Printer.str(value, budget), budget));
    }

    private static void add(Map<String, Filter> filters, String name, UnaryOperator<String> operation) {
        Signature signature = Signature.of(name);
        filters.put(name, (value, arguments, budget) -> {
            signature.bind(arguments);
            String text = Printer.str(value, budget);
            budget.text(text.length());
            return operation.apply(text);
        });
    }

    private static Object call(String method, String text, Object argument, Budget budget) {
        Object bound = Attributes.get(text, method, budget);
        return ((Callable) bound).call(Arguments.of(argument), budget);
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
        Object replace = Attributes.get(Printer.str(value, budget), "replace", budget);
        return ((Callable) replace).call(Arguments.of(Printer.str(bound.get(0), budget),
                Printer.str(bound.get(1), budget), (long) bound.integer(2, -1)), budget);
    }

    private static Object join(Object value, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("join", "d?", "attribute?").bind(arguments);
        String separator = Printer.str(bound.get(0, ""), budget);
        AttributePath path = AttributePath.of(bound.get(1));
        StringBuilder joined = new StringBuilder();
        Iterator<Object> items = Types.iterate(value);
        for (boolean first = true; items.hasNext(); first = false) {
            String item = Printer.str(path.get(items.next(), None.NONE, budget), budget);
            budget.text(joined.length() + (long) separator.length() + item.length());
            budget.work(1 - (joined.length() >> 3));
            joined.append(first ? "" : separator).append(item);
        }
        return joined.toString();
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
        return PercentFormat.format(Printer.str(value, budget), values, budget);
    }

    private static Object words(String text, Budget budget) {
        budget.text(text.length());
        long words = 0;
        boolean inWord = false;
        for (int letter : text.codePoints().toArray()) {
            boolean isPart = letter == '_' || Letters.isAlphanumeric(letter);
            words += (isPart && !inWord) ? 1 : 0;
            inWord = isPart;
        }
        return words;
    }

}
