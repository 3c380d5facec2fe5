package io.inkwell.jinja.method;

import java.util.Map;
import java.util.function.IntPredicate;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Bound;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.CharacterClasses;
import io.inkwell.jinja.value.Signature;

/** String methods that strip characters from both ends. */
public final class StripMethods {

    private StripMethods() {
    }

    static void addTo(Map<String, Method<String>> methods) {
        methods.put("strip", (text, arguments, budget) -> strip(text, arguments, true, true, budget));
        methods.put("lstrip", (text, arguments, budget) -> strip(text, arguments, true, false, budget));
        methods.put("rstrip", (text, arguments, budget) -> strip(text, arguments, false, true, budget));
    }

    private static String strip(String text, Arguments arguments, boolean left, boolean right, Budget budget) {
        Bound bound = Signature.of("strip", "chars?").bind(arguments);
        budget.text(text.length());
        if (!bound.has(0)) {
            return strip(text, CharacterClasses::isSpace, left, right);
        }
        String chars = bound.text(0);
        budget.search(text, chars);
        return strip(text, (letter) -> chars.indexOf(letter) >= 0, left, right);
    }

    /** Removes matching code points from the given ends. */
    public static String strip(String text, IntPredicate stripped, boolean left, boolean right) {
        int start = 0;
        int end = text.length();
        while (left && start < end && stripped.test(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (right && end > start && stripped.test(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

}
