package io.inkwell.jinja.method;

import java.util.Map;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Bound;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.CodePoints;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;

/** String methods that search for a substring. */
final class SearchMethods {

    private SearchMethods() {
    }

    static void addTo(Map<String, Method<String>> methods) {
        methods.put("find", (text, arguments, budget) -> find("find", text, arguments, budget));
        methods.put("rfind", (text, arguments, budget) -> find("rfind", text, arguments, budget));
        methods.put("index", (text, arguments, budget) -> require(find("index", text, arguments, budget)));
        methods.put("rindex", (text, arguments, budget) -> require(find("rindex", text, arguments, budget)));
        methods.put("count", SearchMethods::count);
        methods.put("replace", SearchMethods::replace);
    }

    private static Object require(long place) {
        if (place < 0) {
            throw TemplateFailure.operation("substring not found");
        }
        return place;
    }

    private static long find(String name, String text, Arguments arguments, Budget budget) {
        Bound bound = Signature.of(name, "sub", "start?", "end?").bind(arguments);
        String part = bound.text(0);
        Range range = Range.of(text, bound, 1);
        budget.search(text, part);
        if (range.start() > range.end()) {
            return -1;
        }
        String within = CodePoints.substring(text, range.start(), range.end());
        int place = name.startsWith("r") ? within.lastIndexOf(part) : within.indexOf(part);
        return (place < 0) ? -1 : range.start() + (long) CodePoints.before(within, place);
    }

    private static Object count(String text, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("count", "sub", "start?", "end?").bind(arguments);
        String part = bound.text(0);
        Range range = Range.of(text, bound, 1);
        budget.search(text, part);
        if (range.start() > range.end()) {
            return 0L;
        }
        if (part.isEmpty()) {
            return range.end() - range.start() + 1L;
        }
        String within = CodePoints.substring(text, range.start(), range.end());
        long count = 0;
        for (int at = within.indexOf(part); at >= 0; at = within.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private static Object replace(String text, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("replace", "old", "new", "count?").bind(arguments);
        return replace(text, bound.text(0), bound.text(1), bound.integer(2, -1), budget);
    }

    static String replace(String text, String old, String by, int count, Budget budget) {
        budget.search(text, old);
        StringBuilder replaced = new StringBuilder(text.length());
        int from = 0;
        int left = count;
        int at = (left == 0) ? -1 : text.indexOf(old);
        while (at >= 0 && left != 0) {
            budget.grow(replaced, by.length());
            replaced.append(text, from, at).append(by);
            from = at + old.length();
            left--;
            int next = old.isEmpty() ? at + step(text, at) : from;
            if (old.isEmpty() && at < text.length() && left != 0) {
                replaced.append(text, at, next);
                from = next;
            }
            at = (old.isEmpty() && at >= text.length()) ? -1 : text.indexOf(old, next);
        }
        budget.grow(replaced, text.length() - from);
        return replaced.append(text, from, text.length()).toString();
    }

    private static int step(String text, int at) {
        return (at < text.length()) ? Character.charCount(text.codePointAt(at)) : 1;
    }

    /** The {@code start} and {@code end} arguments of a search, in code points. */
    record Range(int start, int end) {

        static Range of(String text, Bound bound, int first) {
            int length = CodePoints.length(text);
            int start = bound.integer(first, 0);
            int end = bound.integer(first + 1, length);
            return new Range(Math.max(0, (start < 0) ? start + length : start),
                    Math.max(0, Math.min(length, (end < 0) ? end + length : end)));
        }

    }

}
