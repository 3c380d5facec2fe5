package io.inkwell.jinja.method;

import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

import io.inkwell.jinja.value.Letters;
import io.inkwell.jinja.value.Signature;

/** Questions about all characters of a string. */
public final class PredicateMethods {

    private PredicateMethods() {
    }

    static void addTo(Map<String, Method<String>> methods) {
        add(methods, "isdigit", all(Letters::isDigit));
        add(methods, "isdecimal", all(Character::isDigit));
        add(methods, "isnumeric", all(Letters::isNumeric));
        add(methods, "isalpha", all(Character::isLetter));
        add(methods, "isalnum", all(Letters::isAlphanumeric));
        add(methods, "isspace", all(Letters::isSpace));
        add(methods, "isprintable", (text) -> text.codePoints().allMatch(Letters::isPrintable));
        add(methods, "isascii", (text) -> text.codePoints().allMatch((letter) -> letter < 0x80));
        add(methods, "isidentifier", PredicateMethods::isIdentifier);
        add(methods, "isupper", PredicateMethods::isUpper);
        add(methods, "islower", PredicateMethods::isLower);
        add(methods, "istitle", PredicateMethods::isTitle);
    }

    private static void add(Map<String, Method<String>> methods, String name, Predicate<String> predicate) {
        Signature signature = Signature.of(name);
        methods.put(name, (text, arguments, budget) -> {
            signature.bind(arguments);
            budget.text(text.length());
            return predicate.test(text);
        });
    }

    private static Predicate<String> all(IntPredicate letters) {
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
