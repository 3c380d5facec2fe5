package io.inkwell.jinja.value;

import java.math.BigInteger;

/** Python's ints: a {@link Long} if it fits, else a {@link BigInteger}. */
public final class Integers {

    /** Python does not print longer ints. */
    private static final int MAX_BITS = 14_000;

    private Integers() {
    }

    /** Converts a bool or an int. */
    public static BigInteger big(Object value) {
        return (value instanceof BigInteger big) ? big : BigInteger.valueOf(small(value));
    }

    /** Converts a bool, or an int that fits a long. */
    static long small(Object value) {
        return (value instanceof Boolean flag) ? (flag ? 1 : 0) : ((Number) value).longValue();
    }

    /** Converts to the nearest Java int. */
    public static int clamp(Object value) {
        BigInteger big = big(value);
        return (big.bitLength() < 32) ? big.intValue() : (big.signum() < 0) ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    }

    /**
     * Normalizes an int.
     * @throws TemplateFailure if it has more bits than allowed
     */
    public static Object normal(BigInteger value) {
        if (value.bitLength() < Long.SIZE) {
            return value.longValue();
        }
        if (value.bitLength() > MAX_BITS) {
            throw TemplateFailure.limit("an int has more than " + MAX_BITS + " bits");
        }
        return value;
    }

    static Object power(BigInteger base, BigInteger exponent) {
        if (base.abs().bitLength() > 1 && Math.max(1, base.bitLength() - 1) * exponent.doubleValue() > MAX_BITS) {
            throw TemplateFailure.limit("an int has more than " + MAX_BITS + " bits");
        }
        boolean odd = exponent.testBit(0);
        int power = (base.abs().bitLength() > 1) ? exponent.intValueExact() : odd ? 1 : exponent.signum() * 2;
        return normal(base.pow(power));
    }

    static Object floorDivide(BigInteger left, BigInteger right) {
        BigInteger[] parts = left.divideAndRemainder(right);
        boolean rounded = parts[1].signum() != 0 && parts[1].signum() != right.signum();
        return normal(rounded ? parts[0].subtract(BigInteger.ONE) : parts[0]);
    }

    static Object modulo(BigInteger left, BigInteger right) {
        BigInteger rest = left.remainder(right);
        return normal((rest.signum() != 0 && rest.signum() != right.signum()) ? rest.add(right) : rest);
    }

}
