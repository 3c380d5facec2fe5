package io.inkwell.jinja.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The arithmetic operators, including concatenation and repetition of sequences.
 */
public final class Arithmetic {

    private Arithmetic() {
    }

    public static Object add(Object left, Object right, Budget budget) {
        if (left instanceof String text && right instanceof String other) {
            budget.text((long) text.length() + other.length());
            return text.concat(other);
        }
        if ((left instanceof Markup && Markup.isText(right)) || (right instanceof Markup && Markup.isText(left))) {
            return Markup.join(left, right, budget);
        }
        boolean lists = Types.isList(left) && Types.isList(right);
        if (lists || (left instanceof Tuple && right instanceof Tuple)) {
            List<?> list = (List<?>) left;
            List<?> other = (List<?>) right;
            budget.work((long) list.size() + other.size());
            List<Object> joined = new ArrayList<>(list);
            joined.addAll(other);
            return (left instanceof Tuple) ? new Tuple(joined) : joined;
        }
        if (Types.isNumber(left) && Types.isNumber(right)) {
            return isFloat(left, right) ? (Object) (Floats.of(left) + Floats.of(right))
                    : Integers.normal(Integers.big(left).add(Integers.big(right)));
        }
        if (left instanceof String || (Types.isList(left) && !(right instanceof Undefined))) {
            requireDefined(left, right);
            throw TemplateFailure.operation("can only concatenate %s (not \"%s\") to %s".formatted(Types.name(left),
                    Types.name(right), Types.name(left)));
        }
        throw unsupported("+", left, right);
    }

    public static Object subtract(Object left, Object right) {
        requireNumbers("-", left, right);
        return isFloat(left, right) ? (Object) (Floats.of(left) - Floats.of(right))
                : Integers.normal(Integers.big(left).subtract(Integers.big(right)));
    }

    public static Object multiply(Object left, Object right, Budget budget) {
        if (isInt(right) && isRepeatable(left)) {
            return repeat(left, Math.max(0, Integers.clamp(right)), budget);
        }
        if (isInt(left) && isRepeatable(right)) {
            return repeat(right, Math.max(0, Integers.clamp(left)), budget);
        }
        if (!(Types.isNumber(left) && Types.isNumber(right)) && (left instanceof String || left instanceof List)) {
            requireDefined(left, right);
            throw TemplateFailure.operation("can't multiply sequence by non-int of type '" + Types.name(right) + "'");
        }
        requireNumbers("*", left, right);
        return isFloat(left, right) ? (Object) (Floats.of(left) * Floats.of(right))
                : Integers.normal(Integers.big(left).multiply(Integers.big(right)));
    }

    private static boolean isRepeatable(Object value) {
        return Markup.isText(value) || Types.isList(value) || value instanceof Tuple;
    }

    private static Object repeat(Object sequence, int times, Budget budget) {
        if (sequence instanceof Markup markup) {
            return new Markup((String) repeat(markup.text(), times, budget));
        }
        if (sequence instanceof String text) {
            budget.text((long) text.length() * times);
            return text.repeat(times);
        }
        List<?> list = (List<?>) sequence;
        budget.work((long) list.size() * times);
        List<Object> repeated = new ArrayList<>(list.size() * times);
        Collections.nCopies(list.isEmpty() ? 0 : times, list).forEach(repeated::addAll);
        return (sequence instanceof Tuple) ? new Tuple(repeated) : repeated;
    }

    /** {@code /}, which always returns a float. */
    public static Object divide(Object left, Object right) {
        requireNumbers("/", left, right);
        if (!Types.truth(right)) {
            throw TemplateFailure.operation(isFloat(left, right) ? "float division by zero" : "division by zero");
        }
        return Floats.of(left) / Floats.of(right);
    }

    public static Object floorDivide(Object left, Object right) {
        requireNumbers("//", left, right);
        if (!Types.truth(right)) {
            throw TemplateFailure.operation(
                    isFloat(left, right) ? "float floor division by zero" : "integer division or modulo by zero");
        }
        return isFloat(left, right) ? (Object) Floats.floorDivide(Floats.of(left), Floats.of(right))
                : Integers.floorDivide(Integers.big(left), Integers.big(right));
    }

    /** {@code %} for numbers; for strings it formats. */
    public static Object modulo(Object left, Object right) {
        requireNumbers("%", left, right);
        if (!Types.truth(right)) {
            throw TemplateFailure
                .operation(isFloat(left, right) ? "float modulo" : "integer division or modulo by zero");
        }
        return isFloat(left, right) ? (Object) Floats.modulo(Floats.of(left), Floats.of(right))
                : Integers.modulo(Integers.big(left), Integers.big(right));
    }

    /** {@code **}; returns a float for a negative exponent. */
    public static Object power(Object left, Object right) {
        requireNumbers("** or pow()", left, right);
        if (!isFloat(left, right) && Integers.big(right).signum() >= 0) {
            return Integers.power(Integers.big(left), Integers.big(right));
        }
        return Floats.power(Floats.of(left), Floats.of(right));
    }

    public static Object negate(Object value) {
        if (value instanceof Double number) {
            return -number;
        }
        requireInt("-", value);
        return Integers.normal(Integers.big(value).negate());
    }

    public static Object plus(Object value) {
        if (value instanceof Double) {
            return value;
        }
        requireInt("+", value);
        return Integers.normal(Integers.big(value));
    }

    private static void requireInt(String operator, Object value) {
        requireDefined(value, value);
        if (!isInt(value)) {
            throw TemplateFailure
                .operation("bad operand type for unary %s: '%s'".formatted(operator, Types.name(value)));
        }
    }

    private static boolean isInt(Object value) {
        return value instanceof Long || value instanceof Boolean || value instanceof BigInteger;
    }

    private static boolean isFloat(Object left, Object right) {
        return left instanceof Double || right instanceof Double;
    }

    private static void requireNumbers(String operator, Object left, Object right) {
        if (!Types.isNumber(left) || !Types.isNumber(right)) {
            throw unsupported(operator, left, right);
        }
    }

    private static void requireDefined(Object left, Object right) {
        Undefined.requireDefined(left);
        Undefined.requireDefined(right);
    }

    private static TemplateFailure unsupported(String operator, Object left, Object right) {
        requireDefined(left, right);
        return TemplateFailure.operation("unsupported operand type(s) for %s: '%s' and '%s'".formatted(operator,
                Types.name(left), Types.name(right)));
    }

}
