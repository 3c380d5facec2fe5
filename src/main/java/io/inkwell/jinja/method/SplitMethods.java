package io.inkwell.jinja.method;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Bound;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Tuple;

/** String methods that split. */
final class SplitMethods {

    private SplitMethods() {
    }

    static void addTo(Map<String, Method<String>> methods) {
        methods.put("split", (text, arguments, budget) -> split("split", text, arguments, budget));
        methods.put("rsplit", (text, arguments, budget) -> split("rsplit", text, arguments, budget));
        methods.put("splitlines", SplitMethods::lines);
        methods.put("partition", (text, arguments, budget) -> partition("partition", text, arguments, budget));
        methods.put("rpartition", (text, arguments, budget) -> partition("rpartition", text, arguments, budget));
    }

    private static Object split(String name, String text, Arguments arguments, Budget budget) {
        Bound bound = Signature.of(name, "sep?", "maxsplit?").bind(arguments);
        int most = bound.integer(1, -1);
        int limit = (most < 0) ? Integer.MAX_VALUE : most;
        boolean fromRight = name.equals("rsplit");
        budget.text(text.length());
        List<Object> parts;
        if (!bound.has(0)) {
            parts = fromRight ? Words.splitRight(text, limit) : Words.split(text, limit);
        }
        else {
            String separator = separator(bound);
            budget.search(text, separator);
            parts = fromRight ? splitRight(text, separator, limit) : splitLeft(text, separator, limit);
        }
        budget.work(parts.size());
        return parts;
    }

    private static String separator(Bound bound) {
        String separator = bound.text(0);
        if (separator.isEmpty()) {
            throw TemplateFailure.operation("empty separator");
        }
        return separator;
    }

    private static List<Object> splitLeft(String text, String separator, int limit) {
        List<Object> parts = new ArrayList<>();
        int from = 0;
        int at = text.indexOf(separator);
        while (at >= 0 && parts.size() < limit) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
            at = text.indexOf(separator, from);
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static List<Object> splitRight(String text, String separator, int limit) {
        List<Object> parts = new ArrayList<>();
        int to = text.length();
        int at = text.lastIndexOf(separator);
        while (at >= 0 && parts.size() < limit) {
            parts.add(text.substring(at + separator.length(), to));
            to = at;
            at = (to >= separator.length()) ? text.lastIndexOf(separator, to - separator.length()) : -1;
        }
        parts.add(text.substring(0, to));
        Collections.reverse(parts);
        return parts;
    }

    private static Object lines(String text, Arguments arguments, Budget budget) {
        boolean keep = Signature.of("splitlines", "keepends?").bind(arguments).flag(0);
        budget.text(text.length());
        List<Object> lines = Words.lines(text, keep);
        budget.work(lines.size());
        return lines;
    }

    private static Object partition(String name, String text, Arguments arguments, Budget budget) {
        String separator = separator(Signature.of(name, "sep").bind(arguments));
        budget.search(text, separator);
        boolean fromRight = name.equals("rpartition");
        int at = fromRight ? text.lastIndexOf(separator) : text.indexOf(separator);
        if (at < 0) {
            return fromRight ? Tuple.of("", "", text) : Tuple.of(text, "", "");
        }
        return Tuple.of(text.substring(0, at), separator, text.substring(at + separator.length()));
    }

}
