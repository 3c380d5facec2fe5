package io.inkwell.jinja.library;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.inkwell.jinja.method.PredicateMethods;
import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Arithmetic;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Callable;
import io.inkwell.jinja.value.Dict;
import io.inkwell.jinja.value.Equality;
import io.inkwell.jinja.value.Keys;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.None;
import io.inkwell.jinja.value.Ordering;
import io.inkwell.jinja.value.Printer;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Types;
import io.inkwell.jinja.value.Undefined;

/** The built-in tests by name. */
public final class Tests {

    private static final Map<String, ValueTest> ALL = new HashMap<>();

    static {
        add("defined", (value) -> !(value instanceof Undefined));
        add("undefined", Undefined.class::isInstance);
        add("none", (value) -> value == None.NONE);
        add("boolean", Boolean.class::isInstance);
        add("true", Boolean.TRUE::equals);
        add("false", Boolean.FALSE::equals);
        add("integer", Types::isInteger);
        add("float", Double.class::isInstance);
        add("number", Types::isNumber);
        add("string", Markup::isText);
        add("mapping", Dict.class::isInstance);
        add("iterable", Types::isIterable);
        add("sequence", Tests::isSequence);
        add("callable", (value) -> value instanceof Callable || value instanceof Undefined);
        add("escaped", Markup.class::isInstance);
        add("filter", (value) -> Keys.of(value) instanceof String name && Filters.find(name) != null);
        add("test", (value) -> Keys.of(value) instanceof String name && ALL.containsKey(name));
        addText("lower", PredicateMethods::isLower);
        addText("upper", PredicateMethods::isUpper);
        add("odd", (value) -> isRest(value, 2L, 1L));
        add("even", (value) -> isRest(value, 2L, 0L));
        addBinary((value, number) -> isRest(value, number, 0L), "divisibleby");
        addBinary(Tests::isSame, "sameas");
        put("in", (value, arguments, budget) -> Equality.contains(other(arguments), value, budget));
        for (String name : new String[] { "==", "eq", "equalto" }) {
            put(name, (value, arguments, budget) -> Equality.equal(value, other(arguments), budget));
        }
        for (String name : new String[] { "!=", "ne" }) {
            put(name, (value, arguments, budget) -> !Equality.equal(value, other(arguments), budget));
        }
        for (String name : new String[] { ">", "gt", "greaterthan" }) {
            put(name, (value, arguments, budget) -> Ordering.less(other(arguments), value, ">", budget));
        }
        for (String name : new String[] { ">=", "ge" }) {
            put(name, (value, arguments, budget) -> Ordering.lessOrEqual(other(arguments), value, ">=", budget));
        }
        for (String name : new String[] { "<", "lt", "lessthan" }) {
            put(name, (value, arguments, budget) -> Ordering.less(value, other(arguments), "<", budget));
        }
        for (String name : new String[] { "<=", "le" }) {
            put(name, (value, arguments, budget) -> Ordering.lessOrEqual(value, other(arguments), "<=", budget));
        }
    }

    private Tests() {
    }

    private static void put(String name, ValueTest test) {
        ALL.put(name, test);
    }

    private static void add(String name, Predicate<Object> predicate) {
        Signature signature = Signature.of(name);
        put(name, (value, arguments, budget) -> {
            signature.bind(arguments);
            return predicate.test(value);
        });
    }

    private static void addText(String name, Predicate<String> predicate) {
        Signature signature = Signature.of(name);
        put(name, (value, arguments, budget) -> {
            signature.bind(arguments);
            return predicate.test(Printer.str(value, budget));
        });
    }

    private static void addBinary(BiPredicate<Object, Object> predicate, String name) {
        put(name, (value, arguments, budget) -> predicate.test(value, other(arguments)));
    }

    private static Object other(Arguments arguments) {
        return Signature.of("test", "other").bind(arguments).get(0);
    }

    /** Returns null if there is no such test. */
    public static @Nullable ValueTest find(String name) {
        return ALL.get(name);
    }

    /**
     * Applies a test whose name is known only at run time.
     * @throws TemplateFailure if there is no such test
     */
    public static boolean holds(String name, Object value, Arguments arguments, Budget budget) {
        ValueTest test = ALL.get(name);
        if (test == null) {
            throw TemplateFailure.operation("No test named '" + name + "'.");
        }
        return test.holds(value, arguments, budget);
    }

    private static boolean isRest(Object value, Object number, Object rest) {
        Object actual = Arithmetic.modulo(value, number);
        return actual.equals(rest) || (actual instanceof Double real && real == ((Long) rest).doubleValue());
    }

    private static boolean isSequence(Object value) {
        return Markup.isText(value) || value instanceof List || value instanceof Dict || value instanceof Undefined;
    }

    private static boolean isSame(Object value, Object other) {
        boolean small = value instanceof Long number && number >= -5 && number <= 256;
        return value == other
                || ((small || value instanceof Boolean || value instanceof String) && value.equals(other));
    }

}
