package io.inkwell.jinja.value;

import java.util.Iterator;
import java.util.Map;

/** A string that is safe HTML; text that is joined to it is escaped. */
public record Markup(String text) implements Iterable<Object>, Sized, Named {

    private static final int LONGEST_ESCAPE = 5;

    private static final Map<Character, String> ESCAPES = Map.of('&', "&amp;", '<', "&lt;", '>', "&gt;", '\'', "&#39;",
            '"', "&#34;");

    /** The text of a safe string; any other value unchanged. */
    public static Object plain(Object value) {
        return (value instanceof Markup markup) ? markup.text : value;
    }

    /** Whether the value is a string, safe or not. */
    public static boolean isText(Object value) {
        return value instanceof String || value instanceof Markup;
    }

    /** Converts a value to a string and escapes it unless it is safe. */
    public static Markup escape(Object value, Budget budget) {
        return (value instanceof Markup markup) ? markup : new Markup(escaped(Printer.str(value, budget), budget));
    }

    /** Escapes all characters with a meaning in HTML. */
    public static String escaped(String text, Budget budget) {
        budget.text((long) text.length() * LONGEST_ESCAPE);
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            String escape = (letter < '?') ? ESCAPES.get(letter) : null;
            if (escape != null) {
                escaped.append(escape);
            }
            else {
                escaped.append(letter);
            }
        }
        return escaped.toString();
    }

    /** Returns the string, marked as safe if {@code safe}. */
    public static Object of(String text, boolean safe) {
        return safe ? new Markup(text) : text;
    }

    /** Concatenates both, escaping the unsafe one. */
    static Markup join(Object left, Object right, Budget budget) {
        String text = escape(left, budget).text;
        String other = escape(right, budget).text;
        budget.text((long) text.length() + other.length());
        return new Markup(text.concat(other));
    }

    /** The characters, no longer marked as safe. */
    @Override
    public Iterator<Object> iterator() {
        return CodePoints.split(this.text).iterator();
    }

    @Override
    public int size() {
        return CodePoints.length(this.text);
    }

    @Override
    public String typeName() {
        return "Markup";
    }

    @Override
    public String module() {
        return "markupsafe.";
    }

}
