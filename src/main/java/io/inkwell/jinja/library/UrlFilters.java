package io.inkwell.jinja.library;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.inkwell.jinja.method.Words;
import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Bound;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Dict;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.Printer;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Types;

/** Filters that encode strings for URLs, and URLs for HTML. */
final class UrlFilters {

    private static final String UNRESERVED = "-_.~";

    private static final Pattern SCHEME = Pattern.compile("[\\w.+-]{2,}:(/){0,2}", Pattern.UNICODE_CHARACTER_CLASS);

    private UrlFilters() {
    }

    static void addTo(Map<String, Filter> filters) {
        filters.put("urlencode", UrlFilters::encode);
        filters.put("urlize", UrlFilters::link);
    }

    private static Object encode(Object value, Arguments arguments, Budget budget) {
        Signature.of("urlencode").bind(arguments);
        if (Markup.isText(value) || !Types.isIterable(value)) {
            return quote(Printer.str(value, budget), "/", budget);
        }
        Iterator<Object> pairs = (value instanceof Dict dict) ? dict.items().iterator() : Types.iterate(value);
        List<String> parts = new ArrayList<>();
        while (pairs.hasNext()) {
            List<Object> pair = Types.list(pairs.next(), budget);
            if (pair.size() != 2) {
                throw TemplateFailure.operation("urlencode requires pairs");
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

    private static Object link(Object value, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("urlize", "trim_url_limit?", "nofollow?", "target?", "rel?", "extra_schemes?")
            .bind(arguments);
        List<String> schemes = new ArrayList<>();
        for (Object scheme : bound.has(4) ? Types.list(bound.get(4), budget) : List.of()) {
            if (!(Markup.plain(scheme) instanceof String text && SCHEME.matcher(text).matches())) {
                throw TemplateFailure.operation(Printer.repr(scheme, budget) + " is not a valid URI scheme prefix.");
            }
            schemes.add(text);
        }
        String attributes = attribute("rel", relations(bound), budget) + attribute("target", bound.text(2, ""), budget);
        Links links = new Links(bound.integer(0, Integer.MAX_VALUE), attributes, schemes, budget);
        return Markup.of(links.in(Markup.escape(value, budget).text()), budget.isEscaping());
    }

    private static String relations(Bound bound) {
        TreeSet<String> relations = new TreeSet<>();
        Words.split(bound.text(3, "")).forEach((each) -> relations.add((String) each));
        if (bound.flag(1)) {
            relations.add("nofollow");
        }
        relations.add("noopener");
        return String.join(" ", relations);
    }

    private static String attribute(String name, String value, Budget budget) {
        return value.isEmpty() ? "" : " " + name + "=\"" + Markup.escaped(value, budget) + "\"";
    }

}
