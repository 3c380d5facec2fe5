package io.inkwell.jinja.method;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.inkwell.jinja.value.TemplateFailure;

/**
 * A format specification: the part after the colon in {@code str.format}, or after the
 * percent sign in printf-style formatting.
 *
 * @param align {@code <}, {@code >}, {@code ^}, {@code =}, or a space for the default of
 * the type
 * @param sign {@code +}, {@code -} or a space
 * @param positiveZero whether negative zero is written without a sign ({@code z})
 * @param alternate whether {@code #} is given
 * @param grouping a comma, an underscore or empty
 * @param precision -1 if not given
 * @param type empty for the default of the value's type
 */
record FormatSpec(String fill, char align, char sign, boolean positiveZero, boolean alternate, int width,
        String grouping, int precision, String type) {

    private static final Pattern SYNTAX = Pattern.compile(
            "(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\\d{1,9})?([,_])?" + "(?:\\.(\\d{1,9}))?([bcdeEfFgGnosxX%])?",
            Pattern.DOTALL);

    /**
     * @throws TemplateFailure if the specification is invalid
     */
    static FormatSpec of(String text, String typeName) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw TemplateFailure
                .operation("Invalid format specifier '" + text + "' for object of type '" + typeName + "'");
        }
        boolean zero = matcher.group(6) != null;
        String fill = matcher.group(1);
        String align = matcher.group(2);
        return new FormatSpec((fill != null) ? fill : (zero && align == null) ? "0" : zero ? "0" : " ",
                (align != null) ? align.charAt(0) : (zero && !typeName.equals("str")) ? '=' : ' ',
                (matcher.group(3) != null) ? matcher.group(3).charAt(0) : '-', matcher.group(4) != null,
                matcher.group(5) != null, number(matcher.group(7), 0), or(matcher.group(8)),
                number(matcher.group(9), -1), or(matcher.group(10)));
    }

    private static String or(@Nullable String text) {
        return (text != null) ? text : "";
    }

    private static int number(@Nullable String text, int byDefault) {
        return (text != null) ? Integer.parseInt(text) : byDefault;
    }

    /** Whether a sign option is given. */
    boolean hasSign() {
        return this.sign != '-';
    }

    FormatSpec withType(String other) {
        return new FormatSpec(this.fill, this.align, this.sign, this.positiveZero, this.alternate, this.width,
                this.grouping, this.precision, other);
    }

    FormatSpec withPrecision(int other) {
        return new FormatSpec(this.fill, this.align, this.sign, this.positiveZero, this.alternate, this.width,
                this.grouping, other, this.type);
    }

}
