package io.inkwell.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** Python's floats: arithmetic where Java's differs, and printing. */
public final class Floats {

    private Floats() {
    }

    /** Converts any number to a float. */
    public static double of(Object value) {
        if (value instanceof Double number) {
            return number;
        }
        double number = (value instanceof BigInteger big) ? big.doubleValue() : (double) Integers.small(value);
        if (Double.isInfinite(number)) {
            throw TemplateFailure.operation("int too large to convert to float");
        }
        return number;
    }

    static double modulo(double left, double right) {
        double rest = left % right;
        if (rest == 0) {
            return Math.copySign(0.0, right);
        }
        return ((rest < 0) == (right < 0)) ? rest : rest + right;
    }

    static double floorDivide(double left, double right) {
        double rest = left % right;
        double quotient = (left - rest) / right;
        if (rest != 0 && (rest < 0) != (right < 0)) {
            quotient -= 1;
        }
        if (quotient == 0) {
            return Math.copySign(0.0, left / right);
        }
        double floor = Math.floor(quotient);
        return (quotient - floor > 0.5) ? floor + 1 : floor;
    }

    static double power(double base, double exponent) {
        if (base == 0 && exponent < 0) {
            throw TemplateFailure.operation("0.0 cannot be raised to a negative power");
        }
        if (base == 1) {
            return 1;
        }
        double power = Math.pow(base, exponent);
        if (Double.isInfinite(power) && !Double.isInfinite(base) && !Double.isInfinite(exponent)) {
            throw TemplateFailure.operation("(34, 'Numerical result out of range')");
        }
        if (Double.isNaN(power) && base < 0 && !Double.isNaN(exponent)) {
            throw TemplateFailure.operation("complex numbers are not supported");
        }
        return power;
    }

    /** The shortest decimal digits that parse to the same float. */
    static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        int precision = (Math.abs(value) < 1e-300) ? 1 : 15;
        BigDecimal rounded = exact.round(new MathContext(precision));
        while (rounded.doubleValue() != value && precision < 17) {
            precision++;
            rounded = exact.round(new MathContext(precision));
        }
        return rounded.stripTrailingZeros();
    }

    public static String print(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return (value > 0) ? "inf" : "-inf";
        }
        if (value == 0) {
            return (1 / value > 0) ? "0.0" : "-0.0";
        }
        BigDecimal digits = shortest(value);
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent < -4 || exponent >= 16) {
            return scientific(digits, exponent);
        }
        String plain = digits.toPlainString();
        return (digits.scale() > 0) ? plain : plain + ".0";
    }

    private static String scientific(BigDecimal digits, int exponent) {
        String mantissa = digits.scaleByPowerOfTen(-exponent).toPlainString();
        return mantissa + ((exponent < 0) ? "e-" : "e+") + ((Math.abs(exponent) < 10) ? "0" : "") + Math.abs(exponent);
    }

}
