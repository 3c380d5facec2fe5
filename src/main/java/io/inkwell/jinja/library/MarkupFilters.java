package io.inkwell.jinja.library;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Dict;
import io.inkwell.jinja.value.Printer;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Types;

/** Filters that write a text for HTML and for URLs. */
final class MarkupFilters {

    private static final String UNRESERVED = "-_.~";

    private MarkupFilters() {
    }

    static void addTo(Map<String, Filter> filters) {
        for (String name : List.of("e", "escape", "forceescape")) {
            filters.put(name, MarkupFilters::escape);
        }
        filters.put("safe", (value, arguments, budget) -> Printer.str(value, budget));
        filters.put("urlencode", MarkupFilters::urlEncode);
    }

    private static Object escape(Object value, Arguments arguments, Budget budget) {
        Signature.of("escape").bind(arguments);
        String text = Printer.str(value, budget);
        budget.text(text.length() * 5L);
        return text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("'", "&#39;")
            .replace("\"", "&#34;");
    }

    private static Object urlEncode(Object value, Arguments arguments, Budget budget) {
        if (value instanceof String || !Types.isIterable(value)) {
            return quote(Printer.str(value, budget), "/", budget);
        }
        Iterator<Object> pairs = (value instanceof Dict dict) ? dict.items().iterator() : Types.iterate(value);
        List<String> parts = new ArrayList<>();
        while (pairs.hasNext()) {
            List<Object> pair = Types.list(pairs.next(), budget);
            if (pair.size() != 2) {
                throw TemplateFailure.operation("urlencode wants pairs");
            }
            parts.add(query(pair.get(0), budget) + "=" + query(pair.get(1), budget));
        }
        return String.join("&", parts);
    }

    private static String query(Object value, Budget budget) {
        return quote(Printer.str(value, budget), "", budget).replace("%20", "+");
    }

    private static String quote(String text, String safe, Budget budget) {
        budget.text(text.length() * 9L);
        StringBuilder quoted = new StringBuilder(text.length());
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (each & 0xff);
            boolean kept = (letter < 0x80 && Character.isLetterOrDigit(letter)) || UNRESERVED.indexOf(letter) >= 0
                    || safe.indexOf(letter) >= 0;
            quoted.append(kept ? String.valueOf(letter) : "%%%02X".formatted((int) letter));
        }
        return quoted.toString();
    }

}
