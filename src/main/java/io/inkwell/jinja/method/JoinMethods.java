package io.inkwell.jinja.method;

import java.util.Iterator;
import java.util.Map;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Bound;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Dict;
import io.inkwell.jinja.value.None;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Types;

/** Strings made of several. */
final class JoinMethods {

    private JoinMethods() {
    }

    static void addTo(Map<String, Method<String>> methods) {
        methods.put("join", JoinMethods::join);
        methods.put("translate", JoinMethods::translate);
    }

    private static Object join(String separator, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("join", "iterable").bind(arguments);
        Iterator<Object> items = Types.iterate(bound.get(0));
        StringBuilder joined = new StringBuilder();
        for (int i = 0; items.hasNext(); i++) {
            if (!(items.next() instanceof String text)) {
                throw TemplateFailure.operation("sequence item " + i + ": expected str instance");
            }
            budget.step();
            budget.text(joined.length() + (long) separator.length() + text.length());
            budget.work(-(joined.length() >> 3));
            joined.append((i > 0) ? separator : "").append(text);
        }
        return joined.toString();
    }

    private static Object translate(String text, Arguments arguments, Budget budget) {
        if (!(Signature.of("translate", "table").bind(arguments).get(0) instanceof Dict table)) {
            throw TemplateFailure.operation("translate() wants a dict");
        }
        StringBuilder translated = new StringBuilder();
        for (int letter : text.codePoints().toArray()) {
            budget.step();
            Object by = table.get((long) letter);
            if (by instanceof String other) {
                budget.work(other.length() >> 3);
                translated.append(other);
            }
            else if (by instanceof Long other && Character.isValidCodePoint((int) (long) other)) {
                translated.appendCodePoint((int) (long) other);
            }
            else if (by != None.NONE) {
                translated.appendCodePoint(letter);
            }
            budget.text(translated.length());
            budget.work(-(translated.length() >> 3));
        }
        return translated.toString();
    }

}
