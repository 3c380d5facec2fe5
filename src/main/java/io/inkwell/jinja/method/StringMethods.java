package io.inkwell.jinja.method;

import java.util.HashMap;
import java.util.Map;

/** The methods of strings. */
final class StringMethods {

    static final Map<String, Method<String>> ALL = all();

    private StringMethods() {
    }

    private static Map<String, Method<String>> all() {
        Map<String, Method<String>> methods = new HashMap<>();
        CaseMethods.addTo(methods);
        SearchMethods.addTo(methods);
        AffixMethods.addTo(methods);
        SplitMethods.addTo(methods);
        StripMethods.addTo(methods);
        PadMethods.addTo(methods);
        PredicateMethods.addTo(methods);
        JoinMethods.addTo(methods);
        methods.put("format", (text, values, budget) -> StringFormat.format(text, values, false, budget));
        methods.put("format_map", (text, values, budget) -> StringFormat.formatMap(text, values, false, budget));
        return Map.copyOf(methods);
    }

}
