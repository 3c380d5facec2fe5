package io.inkwell.jinja.method;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Dict;
import io.inkwell.jinja.value.Integers;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.Printer;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Tuple;
import io.inkwell.jinja.value.Types;
import io.inkwell.jinja.value.Undefined;

/** Printf-style formatting: {@code 'format' % values}. */
public final class PercentFormat {

    private static final Pattern FIELD = Pattern
        .compile("%(?:\\(([^()]*)\\))?([-+ #0]*)(\\d{1,9}|\\*)?(?:\\.(\\d{1,9}|\\*)?)?[hlL]?(.)?", Pattern.DOTALL);

    private final Object values;

    private final boolean escaping;

    private final Budget budget;

    private final Formatter formatter;

    private final StringBuilder out = new StringBuilder();

    private int next;

    private PercentFormat(Object values, boolean escaping, Budget budget) {
        this.values = values;
        this.escaping = escaping;
        this.budget = budget;
        this.formatter = new Formatter(budget);
    }

    /**
     * Formats values.
     * @param format a string; if it is safe HTML, unsafe values are escaped
     */
    public static Object format(Object format, Object values, Budget budget) {
        boolean safe = format instanceof Markup;
        return Markup.of(new PercentFormat(values, safe, budget).format((String) Markup.plain(format)), safe);
    }

    private String format(String format) {
        Matcher fields = FIELD.matcher(format);
        int from = 0;
        while (fields.find(from)) {
            this.out.append(format, from, fields.start());
            String field = field(fields);
            this.budget.step();
            this.budget.grow(this.out, field.length());
            this.out.append(field);
            from = fields.end();
        }
        boolean mapping = this.values instanceof Dict || Types.isList(this.values) || this.values instanceof Undefined;
        int given = (this.values instanceof Tuple tuple) ? tuple.size() : mapping ? 0 : 1;
        if (this.next < given) {
            throw TemplateFailure.operation("not all arguments converted during string formatting");
        }
        return this.out.append(format, from, format.length()).toString();
    }

    private String field(Matcher field) {
        String type = field.group(5);
        if (type == null) {
            throw TemplateFailure.operation("incomplete format");
        }
        int width = number(field.group(3), 0);
        boolean precise = field.group(0).contains(".") && !type.equals(".");
        int precision = precise ? number(field.group(4), 0) : -1;
        if (field.group().equals("%%")) {
            return "%";
        }
        String flags = field.group(2);
        boolean left = flags.contains("-") || width < 0;
        boolean zeros = flags.contains("0") && !left && !"srac".contains(type);
        FormatSpec spec = new FormatSpec(zeros ? "0" : " ", left ? '<' : zeros ? '=' : '>',
                flags.contains("+") ? '+' : flags.contains(" ") ? ' ' : '-', false, flags.contains("#"),
                Math.abs(width), "", precision, type);
        return write(value(field.group(1)), spec);
    }

    private int number(@Nullable String digits, int byDefault) {
        if (digits == null || digits.isEmpty()) {
            return byDefault;
        }
        if (!digits.equals("*")) {
            return Integer.parseInt(digits);
        }
        Object value = value(null);
        if (!(value instanceof Long)) {
            throw TemplateFailure.operation("* wants int");
        }
        return Integers.clamp(value);
    }

    private Object value(@Nullable String name) {
        if (name != null) {
            if (!(this.values instanceof Dict dict)) {
                throw TemplateFailure.operation("format requires a mapping");
            }
            Object value = dict.get(name);
            if (value == null) {
                throw TemplateFailure.operation(Printer.repr(name, this.budget));
            }
            return value;
        }
        int index = this.next++;
        if (this.values instanceof Tuple tuple && index < tuple.size()) {
            return tuple.get(index);
        }
        if (this.values instanceof Tuple || index > 0) {
            throw TemplateFailure.operation("not enough arguments for format string");
        }
        return this.values;
    }

    private String write(Object value, FormatSpec spec) {
        return switch (spec.type()) {
            case "s" -> this.formatter.text(text(value), spec);
            case "r" -> this.formatter.text(text(Printer.repr(value, this.budget)), spec);
            case "a" -> this.formatter.text(text(Printer.ascii(value, this.budget)), spec);
            case "d", "i", "u" -> integer(truncated(value, spec), spec.withType("d"));
            case "x", "X", "o" -> integer(value, spec);
            case "e", "E", "f", "F", "g", "G" -> this.formatter.real(real(value), spec);
            case "c" -> this.formatter.text(letter(value), spec.withPrecision(-1));
            default -> throw TemplateFailure.operation("unsupported format character '" + spec.type() + "'");
        };
    }

    private String text(Object value) {
        return this.escaping ? Markup.escape(value, this.budget).text() : Printer.str(value, this.budget);
    }

    static String letter(Object value) {
        if (Markup.plain(value) instanceof String text && text.codePointCount(0, text.length()) == 1) {
            return text;
        }
        if (value instanceof Boolean flag) {
            return flag ? "\u0001" : "\u0000";
        }
        if (!(value instanceof Long code) || code < 0 || code > Character.MAX_CODE_POINT) {
            throw TemplateFailure.operation("%c requires int or char");
        }
        return Character.toString((int) (long) code);
    }

    private String integer(Object value, FormatSpec spec) {
        if (!(value instanceof Boolean || Types.isInteger(value))) {
            throw TemplateFailure
                .operation("%%%s format: an integer is required, not %s".formatted(spec.type(), Types.name(value)));
        }
        int digits = Integers.big(value).abs().toString().length();
        this.budget.text(Math.max(0, spec.precision()));
        if (spec.precision() > digits && spec.type().equals("d")) {
            String zeros = "0".repeat(spec.precision() - digits);
            boolean negative = Integers.big(value).signum() < 0;
            String sign = negative ? "-" : (spec.sign() == '-') ? "" : String.valueOf(spec.sign());
            String text = sign + zeros + Integers.big(value).abs();
            return PadMethods.pad((spec.align() == '=') ? '>' : spec.align(), text, spec.width(), " ", this.budget);
        }
        return this.formatter.integer(value, spec.withPrecision(-1));
    }

    private static Object truncated(Object value, FormatSpec spec) {
        if (value instanceof Double number && Math.abs(number) < Long.MAX_VALUE) {
            return (long) (double) number;
        }
        requireNumber(value, "%" + spec.type() + " format: a real number is required, not ");
        return value;
    }

    private static Object real(Object value) {
        requireNumber(value, "must be real number, not ");
        return value;
    }

    private static void requireNumber(Object value, String problem) {
        Undefined.requireDefined(value);
        if (!Types.isNumber(value)) {
            throw TemplateFailure.operation(problem + Types.name(value));
        }
    }

}
