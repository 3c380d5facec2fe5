package io.inkwell.jinja.library;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Iterator;
import java.util.Map;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Arithmetic;
import io.inkwell.jinja.value.Bound;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Floats;
import io.inkwell.jinja.value.Integers;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.None;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Types;
import io.inkwell.jinja.value.Undefined;

/** Filters that return numbers. */
final class NumberFilters {

    private NumberFilters() {
    }

    static void addTo(Map<String, Filter> filters) {
        filters.put("int", NumberFilters::integer);
        filters.put("float", NumberFilters::real);
        filters.put("abs", NumberFilters::absolute);
        filters.put("round", NumberFilters::round);
        filters.put("sum", NumberFilters::sum);
    }

    private static Object integer(Object value, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("int", "default?", "base?").bind(arguments);
        Undefined.requireDefined(value);
        Object byDefault = bound.get(0, 0L);
        if (Markup.plain(value) instanceof String text) {
            budget.work((long) text.length() * text.length() >> 10);
            Object number = NumberParser.integer(text, bound.integer(1, 10));
            return (number != None.NONE) ? number : truncated(NumberParser.real(text), byDefault);
        }
        if (value instanceof Double number && Double.isInfinite(number)) {
            throw TemplateFailure.operation("cannot convert float infinity to integer");
        }
        return truncated(value, byDefault);
    }

    private static Object truncated(Object value, Object byDefault) {
        if (value instanceof Double number) {
            boolean finite = !Double.isNaN(number) && !Double.isInfinite(number);
            return finite ? Integers.normal(new BigDecimal(number).toBigInteger()) : byDefault;
        }
        return Types.isNumber(value) ? Integers.normal(Integers.big(value)) : byDefault;
    }

    private static Object real(Object value, Arguments arguments, Budget budget) {
        Object byDefault = Signature.of("float", "default?").bind(arguments).get(0, 0.0);
        Undefined.requireDefined(value);
        if (Markup.plain(value) instanceof String text) {
            Object number = NumberParser.real(text);
            return (number != None.NONE) ? number : byDefault;
        }
        return Types.isNumber(value) ? (Object) Floats.of(value) : byDefault;
    }

    /** Python's {@code float()}; fails if the value is not a number. */
    static double requireReal(Object value) {
        Undefined.requireDefined(value);
        if (Markup.plain(value) instanceof String text) {
            if (!(NumberParser.real(text) instanceof Double number)) {
                throw TemplateFailure.operation("could not convert string to float: '" + text + "'");
            }
            return number;
        }
        if (!Types.isNumber(value)) {
            throw TemplateFailure
                .operation("float() argument must be a string or a real number, not '" + Types.name(value) + "'");
        }
        return Floats.of(value);
    }

    private static Object absolute(Object value, Arguments arguments, Budget budget) {
        Signature.of("abs").bind(arguments);
        if (value instanceof Double number) {
            return Math.abs(number);
        }
        if (!Types.isNumber(value)) {
            throw TemplateFailure.operation("bad operand type for abs(): '" + Types.name(value) + "'");
        }
        return Integers.normal(Integers.big(value).abs());
    }

    private static Object round(Object value, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("round", "precision?", "method?").bind(arguments);
        boolean whole = bound.get(0, 0L) == None.NONE;
        int precision = bound.integer(0, 0);
        String method = bound.text(1, "common");
        Undefined.requireDefined(value);
        if (!Types.isNumber(value)) {
            throw TemplateFailure.operation("type " + Types.name(value) + " doesn't define __round__ method");
        }
        if (Math.abs((long) precision) > 400) {
            throw TemplateFailure.limit("round precision must be at most 400 digits; given: " + precision);
        }
        if (method.equals("common")) {
            return whole ? truncated(rounded(value, 0), 0L) : rounded(value, precision);
        }
        if (!method.equals("ceil") && !method.equals("floor")) {
            throw TemplateFailure.operation("method must be common, ceil or floor");
        }
        Object factor = Arithmetic.power(10L, (long) precision);
        double scaled = Floats.of(Arithmetic.multiply(value, factor, budget));
        return (method.equals("ceil") ? Math.ceil(scaled) : Math.floor(scaled)) / Floats.of(factor);
    }

    private static Object rounded(Object value, int precision) {
        if (value instanceof Double number) {
            boolean finite = !Double.isNaN(number) && !Double.isInfinite(number);
            double result = finite ? new BigDecimal(number).setScale(precision, RoundingMode.HALF_EVEN).doubleValue()
                    : number;
            return (result == 0) ? Math.copySign(0.0, number) : result;
        }
        BigDecimal whole = new BigDecimal(Integers.big(value));
        return Integers.normal(whole.setScale(Math.min(0, precision), RoundingMode.HALF_EVEN).toBigInteger());
    }

    private static Object sum(Object value, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("sum", "attribute?", "start?").bind(arguments);
        AttributePath path = AttributePath.of(bound.get(0));
        Object sum = bound.get(1, 0L);
        if (Markup.isText(sum)) {
            throw TemplateFailure.operation("sum() can't sum strings [use ''.join(seq) instead]");
        }
        Iterator<Object> items = Types.iterate(value);
        while (items.hasNext()) {
            budget.step();
            sum = Arithmetic.add(sum, path.get(items.next(), None.NONE, budget), budget);
        }
        return sum;
    }

}
