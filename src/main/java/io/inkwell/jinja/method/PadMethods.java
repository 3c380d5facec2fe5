package io.inkwell.jinja.method;

import java.util.Map;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Bound;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.CodePoints;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;

/** String methods that pad to a width. */
public final class PadMethods {

    private PadMethods() {
    }

    static void addTo(Map<String, Method<String>> methods) {
        methods.put("center", (text, arguments, budget) -> pad('^', text, arguments, budget));
        methods.put("ljust", (text, arguments, budget) -> pad('<', text, arguments, budget));
        methods.put("rjust", (text, arguments, budget) -> pad('>', text, arguments, budget));
        methods.put("zfill", PadMethods::fillWithZeros);
        methods.put("expandtabs", PadMethods::expandTabs);
    }

    private static Object pad(char side, String text, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("pad", "width", "fillchar?").bind(arguments);
        String fill = bound.text(1, " ");
        if (CodePoints.length(fill) != 1) {
            throw TemplateFailure.operation("The fill character must be exactly one character long");
        }
        if (side != '^') {
            return pad(side, text, bound.integer(0), fill, budget);
        }
        return center(text, bound.integer(0), fill, budget);
    }

    /**
     * Like {@code str.center}, which puts the odd space on the left if the width is odd.
     */
    public static String center(String text, int width, String fill, Budget budget) {
        int missing = Math.max(0, width - CodePoints.length(text));
        budget.text(text.length() + (long) missing);
        int left = missing / 2 + (missing & width & 1);
        return fill.repeat(left) + text + fill.repeat(missing - left);
    }

    static String pad(char side, String text, int width, String fill, Budget budget) {
        int missing = Math.max(0, width - CodePoints.length(text));
        budget.text(text.length() + (long) missing * fill.length());
        int left = switch (side) {
            case '<' -> 0;
            case '>' -> missing;
            default -> missing / 2;
        };
        return fill.repeat(left) + text + fill.repeat(missing - left);
    }

    private static Object fillWithZeros(String text, Arguments arguments, Budget budget) {
        int width = Signature.of("zfill", "width").bind(arguments).integer(0);
        int missing = Math.max(0, width - CodePoints.length(text));
        budget.text(text.length() + (long) missing);
        boolean signed = text.startsWith("+") || text.startsWith("-");
        String sign = signed ? text.substring(0, 1) : "";
        return sign + "0".repeat(missing) + text.substring(sign.length());
    }

    private static Object expandTabs(String text, Arguments arguments, Budget budget) {
        int size = Signature.of("expandtabs", "tabsize?").bind(arguments).integer(0, 8);
        StringBuilder expanded = new StringBuilder();
        int column = 0;
        for (int letter : text.codePoints().toArray()) {
            if (letter == '\t') {
                int spaces = (size > 0) ? size - column % size : 0;
                budget.grow(expanded, spaces);
                expanded.append(" ".repeat(spaces));
                column += spaces;
            }
            else {
                expanded.appendCodePoint(letter);
                column = (letter == '\n' || letter == '\r') ? 0 : column + 1;
            }
        }
        return expanded.toString();
    }

}
