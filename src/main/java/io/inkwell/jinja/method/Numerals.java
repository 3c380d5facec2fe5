package io.inkwell.jinja.method;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

import io.inkwell.jinja.value.Floats;

/** Formats the digits of non-negative numbers. */
final class Numerals {

    private Numerals() {
    }

    static String grouped(String digits, String separator, int size) {
        if (separator.isEmpty()) {
            return digits;
        }
        StringBuilder grouped = new StringBuilder(digits);
        for (int at = digits.length() - size; at > 0; at -= size) {
            grouped.insert(at, separator);
        }
        return grouped.toString();
    }

    /** Pads grouped digits with zeros to at least the width. */
    static String withZeros(String number, String separator, int size, int width) {
        int end = 0;
        while (end < number.length()
                && (Character.digit(number.charAt(end), 16) >= 0 || number.startsWith(separator, end))) {
            end++;
        }
        if (end == 0) {
            return number;
        }
        String digits = number.substring(0, end).replace(separator, "");
        int free = width - (number.length() - end);
        int count = digits.length();
        while (count + (count - 1) / size < free) {
            count++;
        }
        return grouped("0".repeat(count - digits.length()) + digits, separator, size) + number.substring(end);
    }

    static String real(double number, FormatSpec format) {
        String type = format.type();
        boolean upper = type.equals("E") || type.equals("F") || type.equals("G");
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            String name = Double.isNaN(number) ? "nan" : "inf";
            return (upper ? name.toUpperCase(Locale.ROOT) : name) + (type.equals("%") ? "%" : "");
        }
        int precision = (format.precision() < 0) ? 6 : format.precision();
        String digits = switch (type) {
            case "f", "F" -> fixed(new BigDecimal(number), precision);
            case "%" -> fixed(new BigDecimal(number * 100), precision) + "%";
            case "e", "E" -> scientific(new BigDecimal(number), precision);
            case "" -> (format.precision() < 0) ? Floats.print(number)
                    : general(number, Math.max(1, precision), true, format.alternate());
            default -> general(number, Math.max(1, precision), false, format.alternate());
        };
        return separate(upper ? digits.toUpperCase(Locale.ROOT) : digits, format.grouping());
    }

    private static String separate(String digits, String separator) {
        int whole = 0;
        while (whole < digits.length() && Character.isDigit(digits.charAt(whole))) {
            whole++;
        }
        return grouped(digits.substring(0, whole), separator, 3) + digits.substring(whole);
    }

    private static String fixed(BigDecimal number, int precision) {
        return number.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static int exponent(BigDecimal number) {
        return (number.signum() == 0) ? 0 : number.precision() - number.scale() - 1;
    }

    private static String scientific(BigDecimal number, int precision) {
        BigDecimal rounded = number.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        int exponent = exponent(rounded);
        String mantissa = fixed(rounded.scaleByPowerOfTen(-exponent), precision);
        return mantissa + ((exponent < 0) ? "e-" : "e+") + ((Math.abs(exponent) < 10) ? "0" : "") + Math.abs(exponent);
    }

    private static String general(double number, int precision, boolean keepsPoint, boolean alternate) {
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(precision, RoundingMode.HALF_EVEN));
        int exponent = exponent(rounded);
        boolean plain = exponent >= -4 && exponent < precision;
        String digits = plain ? fixed(rounded, Math.max(0, precision - 1 - exponent))
                : scientific(rounded, precision - 1);
        if (alternate) {
            return digits;
        }
        int mark = plain ? digits.length() : digits.indexOf('e');
        String mantissa = digits.substring(0, mark);
        if (mantissa.indexOf('.') >= 0) {
            mantissa = mantissa.replaceAll("\\.?0+$", "");
        }
        boolean bare = keepsPoint && plain && mantissa.indexOf('.') < 0;
        return mantissa + (bare ? ".0" : "") + digits.substring(mark);
    }

}
