package io.inkwell.jinja.method;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.inkwell.jinja.value.CharacterClasses;

/** Splits text into words and lines. */
public final class Words {

    private Words() {
    }

    /** Splits at white space, like {@code str.split()}. */
    public static List<Object> split(String text) {
        return split(text, Integer.MAX_VALUE);
    }

    static List<Object> split(String text, int limit) {
        List<Object> words = new ArrayList<>();
        int at = skip(text, 0, true);
        while (at < text.length() && words.size() < limit) {
            int end = skip(text, at, false);
            words.add(text.substring(at, end));
            at = skip(text, end, true);
        }
        if (at < text.length()) {
            words.add(text.substring(at));
        }
        return words;
    }

    static List<Object> splitRight(String text, int limit) {
        List<Object> words = new ArrayList<>();
        int to = end(text, text.length(), true);
        while (to > 0 && words.size() < limit) {
            int start = end(text, to, false);
            words.add(text.substring(start, to));
            to = end(text, start, true);
        }
        if (to > 0) {
            words.add(text.substring(0, to));
        }
        Collections.reverse(words);
        return words;
    }

    private static int skip(String text, int from, boolean spaces) {
        int at = from;
        while (at < text.length() && CharacterClasses.isSpace(text.charAt(at)) == spaces) {
            at++;
        }
        return at;
    }

    private static int end(String text, int from, boolean spaces) {
        int at = from;
        while (at > 0 && CharacterClasses.isSpace(text.charAt(at - 1)) == spaces) {
            at--;
        }
        return at;
    }

    /** Splits into lines, like {@code str.splitlines(keepends)}. */
    public static List<Object> lines(String text, boolean keepEnds) {
        List<Object> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            if (isLineEnd(text.charAt(at))) {
                boolean pair = text.charAt(at) == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
                int next = at + (pair ? 2 : 1);
                lines.add(text.substring(from, keepEnds ? next : at));
                from = next;
                at = next - 1;
            }
        }
        if (from < text.length()) {
            lines.add(text.substring(from));
        }
        return lines;
    }

    private static boolean isLineEnd(char letter) {
        return (letter >= '\n' && letter <= '\r') || (letter >= 0x1c && letter <= 0x1e) || letter == 0x85
                || letter == 0x2028 || letter == 0x2029;
    }

}
