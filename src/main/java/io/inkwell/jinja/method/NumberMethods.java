package io.inkwell.jinja.method;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Bound;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Bytes;
import io.inkwell.jinja.value.Callable;
import io.inkwell.jinja.value.Integers;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Tuple;

/** The attributes and methods of numbers. */
final class NumberMethods {

    private NumberMethods() {
    }

    /** Returns null if there is no such attribute. */
    static @Nullable Object ofFloat(double number, String name) {
        return switch (name) {
            case "real" -> number;
            case "imag" -> 0.0;
            case "conjugate" -> method(name, number);
            case "is_integer" -> method(name, number == Math.rint(number) && !Double.isInfinite(number));
            case "as_integer_ratio" -> (Callable) (arguments, budget) -> ratio(number);
            case "hex" -> method(name, hex(number));
            case "fromhex" -> (Callable) NumberMethods::fromHex;
            default -> null;
        };
    }

    /** Returns null if there is no such attribute. */
    static @Nullable Object ofInt(BigInteger number, String name) {
        return switch (name) {
            case "real", "numerator" -> Integers.normal(number);
            case "imag" -> 0L;
            case "denominator" -> 1L;
            case "conjugate" -> method(name, Integers.normal(number));
            case "bit_length" -> method(name, (long) number.abs().bitLength());
            case "bit_count" -> method(name, (long) number.abs().bitCount());
            case "as_integer_ratio" -> method(name, Tuple.of(Integers.normal(number), 1L));
            case "to_bytes" -> (Callable) (arguments, budget) -> toBytes(number, arguments, budget);
            case "from_bytes" -> (Callable) NumberMethods::fromBytes;
            default -> null;
        };
    }

    private static Callable method(String name, Object result) {
        Signature signature = Signature.of(name);
        return (arguments, budget) -> {
            signature.bind(arguments);
            return result;
        };
    }

    private static Object ratio(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw TemplateFailure.operation("cannot convert Infinity or NaN to integer ratio");
        }
        BigDecimal exact = new BigDecimal(number);
        BigInteger over = exact.unscaledValue();
        BigInteger under = BigInteger.TEN.pow(Math.max(0, exact.scale()));
        BigInteger common = over.gcd(under).max(BigInteger.ONE);
        return Tuple.of(Integers.normal(over.divide(common)), Integers.normal(under.divide(common)));
    }

    private static String hex(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.isNaN(number) ? "nan" : (number > 0) ? "inf" : "-inf";
        }
        String hex = Double.toHexString(number);
        int point = hex.indexOf('.');
        int mark = hex.indexOf('p');
        String digits = hex.substring(point + 1, mark);
        String exponent = hex.substring(mark + 1);
        boolean zero = number == 0;
        return hex.substring(0, point + 1) + (zero ? "0" : digits + "0".repeat(13 - digits.length())) + "p"
                + (exponent.startsWith("-") ? "" : "+") + exponent;
    }

    private static Object fromHex(Arguments arguments, Budget budget) {
        String text = Signature.of("fromhex", "string").bind(arguments).text(0).strip().toLowerCase(Locale.ROOT);
        String digits = text.contains("0x") ? text : text.replaceFirst("^([+-]?)", "$10x");
        try {
            return Double.valueOf(digits.contains("p") ? digits : digits + "p0");
        }
        catch (NumberFormatException ex) {
            throw TemplateFailure.operation("invalid hexadecimal floating-point string");
        }
    }

    private static Object toBytes(BigInteger number, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("to_bytes", "length?", "byteorder?", "signed?").bind(arguments);
        int length = bound.integer(0, 1);
        budget.text(Math.max(0, length));
        if (length < 0 || (number.signum() < 0 && !bound.flag(2))
                || number.bitLength() + (bound.flag(2) ? 1 : 0) > length * 8L) {
            throw TemplateFailure.operation("int too big to convert");
        }
        byte[] digits = number.toByteArray();
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) ((number.signum() < 0) ? -1 : 0));
        for (int i = 1; i <= Math.min(length, digits.length); i++) {
            bytes[length - i] = digits[digits.length - i];
        }
        return new Bytes(ordered(bytes, bound.text(1, "big")));
    }

    private static Object fromBytes(Arguments arguments, Budget budget) {
        Bound bound = Signature.of("from_bytes", "bytes", "byteorder?", "signed?").bind(arguments);
        if (!(bound.get(0) instanceof Bytes bytes)) {
            throw TemplateFailure.operation("cannot convert the value to bytes");
        }
        budget.work(bytes.size());
        byte[] digits = ordered(bytes.values(), bound.text(1, "big"));
        if (digits.length == 0) {
            return 0L;
        }
        return Integers.normal(bound.flag(2) ? new BigInteger(digits) : new BigInteger(1, digits));
    }

    private static byte[] ordered(byte[] bytes, String order) {
        if (!order.equals("big") && !order.equals("little")) {
            throw TemplateFailure.operation("byteorder must be either 'little' or 'big'");
        }
        byte[] ordered = bytes.clone();
        for (int i = 0; order.equals("little") && i < bytes.length; i++) {
            ordered[i] = bytes[bytes.length - 1 - i];
        }
        return ordered;
    }

}
