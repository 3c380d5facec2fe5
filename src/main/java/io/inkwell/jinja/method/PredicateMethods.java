package io.inkwell.jinja.method;

import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;

import io.inkwell.jinja.value.CharacterClasses;

/** String methods that test all characters, such as {@code isdigit}. */
public final class PredicateMethods {

    private PredicateMethods() {
    }

    static void addTo(Map<String, Method<String>> methods) {
        methods.put("isdigit", Method.ofCharacters("isdigit", all(CharacterClasses::isDigit)));
        methods.put("isdecimal", Method.ofCharacters("isdecimal", all(Character::isDigit)));
        methods.put("isnumeric", Method.ofCharacters("isnumeric", all(CharacterClasses::isNumeric)));
        methods.put("isalpha", Method.ofCharacters("isalpha", all(Character::isLetter)));
        methods.put("isalnum", Method.ofCharacters("isalnum", all(CharacterClasses::isAlphanumeric)));
        methods.put("isspace", Method.ofCharacters("isspace", all(CharacterClasses::isSpace)));
        methods.put("isprintable", Method.ofCharacters("isprintable",
                (text) -> text.codePoints().allMatch(CharacterClasses::isPrintable)));
        methods.put("isascii",
                Method.ofCharacters("isascii", (text) -> text.codePoints().allMatch((letter) -> letter < 0x80)));
        methods.put("isidentifier", Method.ofCharacters("isidentifier", PredicateMethods::isIdentifier));
        methods.put("isupper", Method.ofCharacters("isupper", PredicateMethods::isUpper));
        methods.put("islower", Method.ofCharacters("islower", PredicateMethods::isLower));
        methods.put("istitle", Method.ofCharacters("istitle", PredicateMethods::isTitle));
    }

    private static Function<String, Object> all(IntPredicate letters) {
        return (text) -> !text.isEmpty() && text.codePoints().allMatch(letters);
    }

    public static boolean isUpper(String text) {
        return text.codePoints().anyMatch(Character::isUpperCase) && text.codePoints()
            .noneMatch((letter) -> CharacterClasses.isCased(letter) && !Character.isUpperCase(letter));
    }

    public static boolean isLower(String text) {
        return text.codePoints().anyMatch(Character::isLowerCase) && text.codePoints()
            .noneMatch((letter) -> CharacterClasses.isCased(letter) && !Character.isLowerCase(letter));
    }

    private static boolean isTitle(String text) {
        boolean found = false;
        boolean inWord = false;
        for (int letter : text.codePoints().toArray()) {
            boolean cased = CharacterClasses.isCased(letter);
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
