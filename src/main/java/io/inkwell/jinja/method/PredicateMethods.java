package io.inkwell.jinja.method;

import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;

import io.inkwell.jinja.value.Letters;

/** String methods that test all characters, such as {@code isdigit}. */
public final class PredicateMethods {

    private PredicateMethods() {
    }

    static void addTo(Map<String, Method<String>> methods) {
        methods.put("isdigit", Method.ofLetters("isdigit", all(Letters::isDigit)));
        methods.put("isdecimal", Method.ofLetters("isdecimal", all(Character::isDigit)));
        methods.put("isnumeric", Method.ofLetters("isnumeric", all(Letters::isNumeric)));
        methods.put("isalpha", Method.ofLetters("isalpha", all(Character::isLetter)));
        methods.put("isalnum", Method.ofLetters("isalnum", all(Letters::isAlphanumeric)));
        methods.put("isspace", Method.ofLetters("isspace", all(Letters::isSpace)));
        methods.put("isprintable",
                Method.ofLetters("isprintable", (text) -> text.codePoints().allMatch(Letters::isPrintable)));
        methods.put("isascii",
                Method.ofLetters("isascii", (text) -> text.codePoints().allMatch((letter) -> letter < 0x80)));
        methods.put("isidentifier", Method.ofLetters("isidentifier", PredicateMethods::isIdentifier));
        methods.put("isupper", Method.ofLetters("isupper", PredicateMethods::isUpper));
        methods.put("islower", Method.ofLetters("islower", PredicateMethods::isLower));
        methods.put("istitle", Method.ofLetters("istitle", PredicateMethods::isTitle));
    }

    private static Function<String, Object> all(IntPredicate letters) {
        return (text) -> !text.isEmpty() && text.codePoints().allMatch(letters);
    }

    public static boolean isUpper(String text) {
        return text.codePoints().anyMatch(Character::isUpperCase)
                && text.codePoints().noneMatch((letter) -> Letters.isCased(letter) && !Character.isUpperCase(letter));
    }

    public static boolean isLower(String text) {
        return text.codePoints().anyMatch(Character::isLowerCase)
                && text.codePoints().noneMatch((letter) -> Letters.isCased(letter) && !Character.isLowerCase(letter));
    }

    private static boolean isTitle(String text) {
        boolean found = false;
        boolean inWord = false;
        for (int letter : text.codePoints().toArray()) {
            boolean cased = Letters.isCased(letter);
            if (cased && Character.isLowerCase(letter) != inWord) {
                return false;
            }
            found |= cased;
            inWord = cased;
        }
        return found;
    }

    private static boolean isIdentifier(String text) {
        return !text.isEmpty() && (text.charAt(0) == '_' || Character.isUnicodeIdentifierStart(text.codePointAt(0)))
                && text.codePoints().allMatch((letter) -> letter == '_' || Character.isUnicodeIdentifierPart(letter));
    }

}
