package io.inkwell.jinja.method;

import java.util.Iterator;
import java.util.Map;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Bound;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Bytes;
import io.inkwell.jinja.value.CodePoints;
import io.inkwell.jinja.value.Dict;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.None;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Types;

/** String methods that join or replace strings. */
final class JoinMethods {

    private JoinMethods() {
    }

    static void addTo(Map<String, Method<String>> methods) {
        methods.put("join", JoinMethods::join);
        methods.put("translate", JoinMethods::translate);
        methods.put("maketrans", JoinMethods::table);
        methods.put("encode", JoinMethods::encode);
    }

    private static Object join(String separator, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("join", "iterable").bind(arguments);
        Iterator<Object> items = Types.iterate(bound.get(0));
        StringBuilder joined = new StringBuilder();
        for (int i = 0; items.hasNext(); i++) {
            if (!(Markup.plain(items.next()) instanceof String text)) {
                throw TemplateFailure.operation("sequence item " + i + ": expected str instance");
            }
            budget.step();
            budget.grow(joined, (long) separator.length() + text.length());
            joined.append((i > 0) ? separator : "").append(text);
        }
        return joined.toString();
    }

    private static Object encode(String text, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("encode", "encoding?", "errors?").bind(arguments);
        budget.text(text.length() * 4L);
        return new Bytes(Encoding.of(bound.text(0, "utf-8")).encode(text, bound.text(1, "strict")));
    }

    /**
     * A table for {@code translate}, from a dict or from characters and their
     * replacements.
     */
    private static Object table(String text, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("maketrans", "x", "y?", "z?").bind(arguments);
        Dict table = new Dict();
        if (bound.get(0) instanceof Dict given) {
            budget.work(given.size());
            given.entries().forEach((entry) -> table.put(code(entry.getKey()), entry.getValue()));
            return table;
        }
        budget.work(bound.text(0).length());
        int[] from = bound.text(0).codePoints().toArray();
        int[] to = bound.text(1).codePoints().toArray();
        if (from.length != to.length) {
            throw TemplateFailure.operation("the first two maketrans arguments must have equal length");
        }
        for (int i = 0; i < from.length; i++) {
            table.put((long) from[i], (long) to[i]);
        }
        bound.text(2, "").codePoints().forEach((letter) -> table.put((long) letter, None.NONE));
        return table;
    }

    private static Object code(Object key) {
        if (!(Markup.plain(key) instanceof String letter)) {
            return key;
        }
        if (CodePoints.length(letter) != 1) {
            throw TemplateFailure.operation("string keys in translate table must be of length 1");
        }
        return (long) letter.codePointAt(0);
    }

    private static Object translate(String text, Arguments arguments, Budget budget) {
        if (!(Signature.of("translate", "table").bind(arguments).get(0) instanceof Dict table)) {
            throw TemplateFailure.operation("translate() requires a dict");
        }
        StringBuilder translated = new StringBuilder();
        for (int letter : text.codePoints().toArray()) {
            budget.step();
            Object by = table.get((long) letter);
            String letters = (by != None.NONE) ? letters((by != null) ? Markup.plain(by) : letter) : "";
            budget.grow(translated, letters.length());
            translated.append(letters);
        }
        return translated.toString();
    }

    private static String letters(Object by) {
        if (by instanceof String text) {
            return text;
        }
        if (!(by instanceof Number code) || by instanceof Double) {
            throw TemplateFailure.operation("character mapping must return integer, None or str");
        }
        if (Character.isValidCodePoint(code.intValue())) {
            return Character.toString(code.intValue());
        }
        throw TemplateFailure.operation("character mapping must be in range(0x110000)");
    }

}
