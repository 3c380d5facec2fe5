package io.inkwell.jinja.method;

import java.util.Locale;
import java.util.Map;

import io.inkwell.jinja.value.CharacterClasses;

/** String methods that change case. */
public final class CaseMethods {

    private static final int DOTLESS_I = 0x131;

    private CaseMethods() {
    }

    static void addTo(Map<String, Method<String>> methods) {
        methods.put("upper", Method.ofCharacters("upper", CaseMethods::upper));
        methods.put("lower", Method.ofCharacters("lower", CaseMethods::lower));
        methods.put("casefold", Method.ofCharacters("casefold", CaseMethods::fold));
        methods.put("capitalize", Method.ofCharacters("capitalize", CaseMethods::capitalize));
        methods.put("title", Method.ofCharacters("title", CaseMethods::title));
        methods.put("swapcase", Method.ofCharacters("swapcase", CaseMethods::swap));
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
            inWord = CharacterClasses.isCased(letter);
        }
        return titled.toString();
    }

    private static String titleCase(int letter) {
        int title = Character.toTitleCase(letter);
        String upper = upper(Character.toString(letter));
        boolean several = upper.codePointCount(0, upper.length()) > 1;
        if (title != letter || !several || Character.isTitleCase(letter)) {
            return Character.toString(title);
        }
        // A titlecase mapping of several characters capitalizes only the first, unless it
        // is an apostrophe. A trailing iota stays lower case.
        String rest = upper.substring(1);
        String iota = rest.endsWith("\u0399") && letter >= 0x1fb2 ? rest.substring(0, rest.length() - 1) + "\u0345"
                : rest;
        return upper.charAt(0) + (CharacterClasses.isCased(upper.charAt(0)) ? lower(iota) : iota);
    }

    private static String swap(String text) {
        StringBuilder swapped = new StringBuilder(text.length());
        text.codePoints().forEach((letter) -> {
            String one = Character.toString(letter);
            swapped
                .append(Character.isUpperCase(letter) ? lower(one) : Character.isLowerCase(letter) ? upper(one) : one);
        });
        return swapped.toString();
    }

    private static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().forEach((letter) -> {
            String one = Character.toString(letter);
            // Cherokee folds to upper case, which Unicode encoded first.
            boolean cherokee = Character.UnicodeScript.of(letter) == Character.UnicodeScript.CHEROKEE;
            folded.append((letter == DOTLESS_I) ? one : cherokee ? upper(one) : lower(upper(lower(one))));
        });
        return folded.toString();
    }

}
