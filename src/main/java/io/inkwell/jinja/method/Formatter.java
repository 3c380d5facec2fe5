package io.inkwell.jinja.method;

import java.math.BigInteger;

import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.CodePoints;
import io.inkwell.jinja.value.Floats;
import io.inkwell.jinja.value.Integers;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.Printer;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Types;

/** Formats values. */
final class Formatter {

    private final Budget budget;

    Formatter(Budget budget) {
        this.budget = budget;
    }

    /** Python's {@code format(value, spec)}. */
    String format(Object value, String spec) {
        if (spec.isEmpty()) {
            return Printer.str(value, this.budget);
        }
        FormatSpec format = FormatSpec.of(spec, Types.name(value));
        if (Markup.plain(value) instanceof String text) {
            if (!format.type().isEmpty() && !format.type().equals("s")) {
                throw unknown(format, value);
            }
            if (format.hasSign() || format.positiveZero() || format.alternate() || !format.grouping().isEmpty()) {
                throw TemplateFailure.operation("Sign not allowed in string format specifier");
            }
            return text(text, format);
        }
        if (!Types.isNumber(value)) {
            throw TemplateFailure.operation("unsupported format string passed to " + Types.name(value) + ".__format__");
        }
        boolean realType = !format.type().isEmpty() && "eEfFgG%".contains(format.type());
        if (value instanceof Double && !realType && !format.type().isEmpty() && !format.type().equals("n")) {
            throw unknown(format, value);
        }
        return (value instanceof Double || realType) ? real(value, format) : integer(value, format);
    }

    String text(String text, FormatSpec format) {
        if (format.align() == '=') {
            throw TemplateFailure.operation("'=' alignment not allowed in string format specifier");
        }
        boolean cut = format.precision() >= 0 && format.precision() < CodePoints.length(text);
        String kept = cut ? CodePoints.substring(text, 0, format.precision()) : text;
        char side = (format.align() == ' ') ? '<' : format.align();
        return PadMethods.pad(side, kept, format.width(), format.fill(), this.budget);
    }

    String integer(Object value, FormatSpec format) {
        if (format.positiveZero()) {
            throw TemplateFailure.operation("Negative zero coercion (z) not allowed in format specifier with integer");
        }
        if (format.precision() >= 0) {
            throw TemplateFailure.operation("Precision not allowed in integer format specifier");
        }
        BigInteger number = Integers.big(value);
        BigInteger size = number.abs();
        String digits = switch (format.type()) {
            case "", "d", "n" -> Numerals.grouped(size.toString(), format.grouping(), 3);
            case "x" -> prefix(format, "0x") + Numerals.grouped(size.toString(16), format.grouping(), 4);
            case "X" ->
                prefix(format, "0X") + Numerals.grouped(CaseMethods.upper(size.toString(16)), format.grouping(), 4);
            case "o" -> prefix(format, "0o") + Numerals.grouped(size.toString(8), format.grouping(), 4);
            case "b" -> prefix(format, "0b") + Numerals.grouped(size.toString(2), format.grouping(), 4);
            case "c" -> PercentFormat.letter(value);
            default -> throw unknown(format, value);
        };
        if (format.type().equals("c")) {
            return PadMethods.pad((format.align() == ' ') ? '<' : format.align(), digits, format.width(), format.fill(),
                    this.budget);
        }
        return padded(number.signum() < 0, digits, format);
    }

    private static String prefix(FormatSpec format, String prefix) {
        return format.alternate() ? prefix : "";
    }

    String real(Object value, FormatSpec format) {
        double number = Floats.of(value);
        this.budget.text(Math.max(0, format.precision()));
        boolean negative = number < 0 || (number == 0 && 1 / number < 0);
        String digits = Numerals.real(Math.abs(number), format);
        boolean zero = format.positiveZero() && digits.chars().noneMatch((letter) -> letter >= '1' && letter <= '9');
        return padded(negative && !zero, digits, format);
    }

    private String padded(boolean negative, String digits, FormatSpec format) {
        String sign = negative ? "-" : (format.sign() == '-') ? "" : String.valueOf(format.sign());
        if (format.align() != '=') {
            return PadMethods.pad((format.align() == ' ') ? '>' : format.align(), sign + digits, format.width(),
                    format.fill(), this.budget);
        }
        int prefix = (format.alternate() && digits.startsWith("0") && digits.length() > 2
                && Character.isLetter(digits.charAt(1))) ? 2 : 0;
        int width = Math.max(0, format.width() - sign.length() - prefix);
        String number = digits.substring(prefix);
        if (format.fill().equals("0") && !format.grouping().isEmpty()) {
            this.budget.text(width * 2L);
            number = Numerals.withZeros(number, format.grouping(),
                    !format.type().isEmpty() && "xXob".contains(format.type()) ? 4 : 3, width);
        }
        return sign + digits.substring(0, prefix) + PadMethods.pad('>', number, width, format.fill(), this.budget);
    }

    private static TemplateFailure unknown(FormatSpec format, Object value) {
        return TemplateFailure
            .operation("Unknown format code '%s' for object of type '%s'".formatted(format.type(), Types.name(value)));
    }

}
