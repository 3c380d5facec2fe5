package io.inkwell.jinja.value;

import java.util.ArrayList;
import java.util.List;

/** String operations indexed by code point, as in Python. */
public final class CodePoints {

    private CodePoints() {
    }

    /** The number of code points. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Returns each code point as a string. */
    static List<Object> split(String text) {
        List<Object> parts = new ArrayList<>(text.length());
        int at = 0;
        while (at < text.length()) {
            int next = text.offsetByCodePoints(at, 1);
            parts.add(text.substring(at, next));
            at = next;
        }
        return parts;
    }

    /** The substring between two code point indices. */
    public static String substring(String text, int from, int to) {
        if (length(text) == text.length()) {
            return text.substring(from, to);
        }
        int start = text.offsetByCodePoints(0, from);
        return text.substring(start, text.offsetByCodePoints(start, to - from));
    }

    /** The number of code points before an offset in the string. */
    public static int before(String text, int offset) {
        return text.codePointCount(0, offset);
    }

    static int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        int at = 0;
        while (at < length && left.charAt(at) == right.charAt(at)) {
            at++;
        }
        if (at == length) {
            return Integer.compare(left.length(), right.length());
        }
        boolean surrogates = Character.isSurrogate(left.charAt(at)) != Character.isSurrogate(right.charAt(at));
        return surrogates
                ? Boolean.compare(Character.isSurrogate(left.charAt(at)), false)
                        - Boolean.compare(Character.isSurrogate(right.charAt(at)), false)
                : Character.compare(left.charAt(at), right.charAt(at));
    }

}
