package io.inkwell.jinja.method;

import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.inkwell.jinja.value.Letters;
import io.inkwell.jinja.value.Signature;

/** Upper and lower case. */
public final class CaseMethods {

    private CaseMethods() {
    }

    static void addTo(Map<String, Method<String>> methods) {
        add(methods, "upper", CaseMethods::upper);
        add(methods, "lower", CaseMethods::lower);
        add(methods, "casefold", (text) -> lower(upper(text)));
        add(methods, "capitalize", CaseMethods::capitalize);
        add(methods, "title", CaseMethods::title);
        add(methods, "swapcase", CaseMethods::swap);
    }

    private static void add(Map<String, Method<String>> methods, String name, UnaryOperator<String> operation) {
        Signature signature = Signature.of(name);
        methods.put(name, (text, arguments, budget) -> {
            signature.bind(arguments);
            budget.text(text.length());
            return operation.apply(text);
        });
    }

    public static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    public static String capitalize(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int second = text.offsetByCodePoints(0, 1);
        return titleCase(text.codePointAt(0)) + lower(text).substring(lower(text.substring(0, second)).length());
    }

    private static String title(String text) {
        StringBuilder titled = new StringBuilder(text.length());
        boolean inWord = false;
        for (int letter : text.codePoints().toArray()) {
            titled.append(inWord ? lower(Character.toString(letter)) : titleCase(letter));
            inWord = Letters.isCased(letter);
        }
        return titled.toString();
    }

    private static String titleCase(int letter) {
        String upper = upper(Character.toString(letter));
        boolean several = upper.codePointCount(0, upper.length()) > 1;
        return several ? upper.substring(0, 1) + lower(upper.substring(1))
                : Character.toString(Character.toTitleCase(letter));
    }

    private static String swap(String text) {
        StringBuilder swapped = new StringBuilder(text.length());
        text.codePoints().mapToObj(Character::toString).forEach((letter) -> {
            boolean isUpper = Character.isUpperCase(letter.codePointAt(0));
            swapped.append(isUpper ? lower(letter) : upper(letter));
        });
        return swapped.toString();
    }

}
