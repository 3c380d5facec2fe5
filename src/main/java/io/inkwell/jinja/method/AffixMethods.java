package io.inkwell.jinja.method;

import java.util.List;
import java.util.Map;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Bound;
import io.inkwell.jinja.value.CodePoints;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Tuple;
import io.inkwell.jinja.value.Types;

/** String methods for prefixes and suffixes. */
final class AffixMethods {

    private AffixMethods() {
    }

    static void addTo(Map<String, Method<String>> methods) {
        methods.put("startswith", (text, arguments, budget) -> has("startswith", text, arguments));
        methods.put("endswith", (text, arguments, budget) -> has("endswith", text, arguments));
        methods.put("removeprefix", (text, arguments, budget) -> {
            String prefix = Signature.of("removeprefix", "prefix").bind(arguments).text(0);
            return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
        });
        methods.put("removesuffix", (text, arguments, budget) -> {
            String suffix = Signature.of("removesuffix", "suffix").bind(arguments).text(0);
            return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
        });
    }

    private static boolean has(String name, String text, Arguments arguments) {
        Bound bound = Signature.of(name, "affix", "start?", "end?").bind(arguments);
        Object affix = bound.get(0);
        List<?> affixes = (affix instanceof Tuple several) ? several : List.of(affix);
        SearchMethods.Range range = SearchMethods.Range.of(text, bound, 1);
        boolean whole = !bound.has(1) && !bound.has(2);
        boolean outside = range.start() > range.end();
        String within = (whole || outside) ? text : CodePoints.substring(text, range.start(), range.end());
        boolean has = false;
        for (Object each : affixes) {
            if (!(Markup.plain(each) instanceof String part)) {
                throw TemplateFailure
                    .operation("%s first arg must be str or a tuple of str, not %s".formatted(name, Types.name(each)));
            }
            has |= !outside && (name.equals("startswith") ? within.startsWith(part) : within.endsWith(part));
        }
        return has;
    }

}
