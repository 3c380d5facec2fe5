package io.inkwell.jinja.value;

import java.util.Iterator;
import java.util.Map;

/** A string that is safe for HTML: what is joined to it is escaped first. */
public record Markup(String text) implements Iterable<Object>, Sized, Named {

    private static final int LONGEST_ESCAPE = 5;

    private static final Map<Character, String> ESCAPES = Map.of('&', "&amp;", '<', "&lt;", '>', "&gt;", '\'', "&#39;",
            '"', "&#34;");

    /** The text of one that is safe; any other value as it is. */
    public static Object plain(Object value) {
        return (value instanceof Markup markup) ? markup.text : value;
    }

    /** Whether the value is a string, safe or not. */
    public static boolean isText(Object value) {
        return value instanceof String || value instanceof Markup;
    }

    /** The value as a string, which is escaped unless it is safe. */
    public static Markup escape(Object value, Budget budget) {
        return (value instanceof Markup markup) ? markup : new Markup(escaped(Printer.str(value, budget), budget));
    }

    /** A string with all letters escaped that mean something in HTML. */
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

    /** The string as it is, or as a safe one. */
    public static Object of(String text, boolean safe) {
        return safe ? new Markup(text) : text;
    }

    /** The two together, the unsafe one escaped. */
    static Markup join(Object left, Object right, Budget budget) {
        String text = escape(left, budget).text;
        String other = escape(right, budget).text;
        budget.text((long) text.length() + other.length());
        return new Markup(text.concat(other));
    }

    /** The letters, which are no longer marked as safe. */
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
