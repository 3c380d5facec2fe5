package io.inkwell.jinja.library;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

import io.inkwell.jinja.method.StripMethods;
import io.inkwell.jinja.value.Integers;
import io.inkwell.jinja.value.CharacterClasses;
import io.inkwell.jinja.value.None;

/** Parses numbers in strings. */
final class NumberParser {

    private static final int MAX_DIGITS = 4300;

    private static final Pattern REAL = Pattern
        .compile("[+-]?(\\d++(_\\d++)*+\\.?(\\d++(_\\d++)*+)?|\\.\\d++(_\\d++)*+)(e[+-]?\\d++(_\\d++)*+)?");

    private static final Pattern SPECIAL = Pattern.compile("[+-]?(inf|infinity|nan)");

    private NumberParser() {
    }

    /** Returns {@code None} if the text is not an int. */
    static Object integer(String text, int base) {
        String digits = strip(text);
        boolean negative = digits.startsWith("-");
        if (negative || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        int radix = base;
        String prefix = (digits.length() > 2) ? digits.substring(0, 2) : "";
        int prefixed = switch (prefix) {
            case "0x" -> 16;
            case "0o" -> 8;
            case "0b" -> 2;
            default -> 0;
        };
        if (prefixed != 0 && (base == 0 || base == prefixed)) {
            digits = digits.substring(digits.startsWith("_", 2) ? 3 : 2);
            radix = prefixed;
        }
        if (radix == 0) {
            radix = 10;
            if (digits.startsWith("0") && !digits.matches("0(_?0)*+")) {
                return None.NONE;
            }
        }
        if (radix < 2 || radix > 36) {
            return None.NONE;
        }
        return parse(negative ? "-" : "", digits, radix);
    }

    private static Object parse(String sign, String digits, int radix) {
        if (digits.isEmpty() || digits.startsWith("_") || digits.endsWith("_") || digits.contains("__")
                || digits.startsWith("-") || digits.startsWith("+") || digits.length() > MAX_DIGITS) {
            return None.NONE;
        }
        try {
            return Integers.normal(new BigInteger(sign + digits.replace("_", ""), radix));
        }
        catch (NumberFormatException ex) {
            return None.NONE;
        }
    }

    /** Returns {@code None} if the text is not a float. */
    static Object real(String text) {
        String number = strip(text);
        if (SPECIAL.matcher(number).matches()) {
            boolean negative = number.startsWith("-");
            return number.contains("nan") ? Double.NaN : negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return REAL.matcher(number).matches() ? (Object) Double.valueOf(number.replace("_", "")) : None.NONE;
    }

    private static String strip(String text) {
        String number = StripMethods.strip(text, CharacterClasses::isSpace, true, true).toLowerCase(Locale.ROOT);
        StringBuilder digits = new StringBuilder(number.length());
        number.codePoints()
            .forEach((letter) -> digits
                .appendCodePoint(Character.isDigit(letter) ? '0' + Character.digit(letter, 10) : letter));
        return digits.toString();
    }

}
