package io.inkwell.jinja.value;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** {@code str()} and {@code repr()}. */
public final class Printer {

    private final StringBuilder out = new StringBuilder();

    private final Budget budget;

    private Printer(Budget budget) {
        this.budget = budget;
    }

    /** {@code str()}. */
    public static String str(Object value, Budget budget) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Markup markup) {
            return markup.text();
        }
        return (value instanceof Undefined) ? "" : repr(value, budget);
    }

    /** {@code repr()}. */
    public static String repr(Object value, Budget budget) {
        Printer printer = new Printer(budget);
        printer.print(value);
        return printer.out.toString();
    }

    /** {@code ascii()}: {@code repr()} with all non-ASCII characters escaped. */
    public static String ascii(Object value, Budget budget) {
        String text = repr(value, budget);
        budget.text(text.length() * 6L);
        StringBuilder ascii = new StringBuilder(text.length());
        text.codePoints().forEach((letter) -> Quoted.appendAscii(ascii, letter));
        return ascii.toString();
    }

    private void print(Object value) {
        this.budget.step();
        if (value instanceof String text) {
            quote(text);
        }
        else if (value instanceof Markup markup) {
            this.out.append("Markup(");
            quote(markup.text());
            this.out.append(')');
        }
        else if (value instanceof Bytes bytes) {
            this.budget.grow(this.out, bytes.size() * 4L);
            Quoted.append(this.out, bytes);
        }
        else if (value instanceof Tuple tuple) {
            all("(", tuple, (tuple.size() == 1) ? ",)" : ")");
        }
        else if (Types.isList(value)) {
            all("[", (List<?>) value, "]");
        }
        else if (value instanceof Dict dict) {
            dict("{", dict.entries().iterator(), "}");
        }
        else if (value instanceof View view) {
            all(view.typeName() + "([", view.items(), "])");
        }
        else if (value instanceof Namespace namespace) {
            Dict attributes = new Dict();
            namespace.attributes().forEach(attributes::put);
            dict("<Namespace {", attributes.entries().iterator(), "}>");
        }
        else {
            this.out.append(plain(value));
        }
    }

    private void quote(String text) {
        this.budget.grow(this.out, text.length());
        Quoted.append(this.out, text);
    }

    private static String plain(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        if (value == None.NONE) {
            return "None";
        }
        if (value instanceof Double number) {
            return Floats.print(number);
        }
        if (value instanceof Undefined) {
            return "Undefined";
        }
        boolean described = value instanceof Number || value instanceof Named;
        return described ? value.toString() : "<" + Types.name(value) + ">";
    }

    private void all(String open, List<?> items, String close) {
        this.budget.enter();
        this.out.append(open);
        for (int i = 0; i < items.size(); i++) {
            this.out.append((i > 0) ? ", " : "");
            print(items.get(i));
        }
        this.out.append(close);
        this.budget.leave();
    }

    private void dict(String open, Iterator<Map.Entry<Object, Object>> entries, String close) {
        this.budget.enter();
        this.out.append(open);
        while (entries.hasNext()) {
            Map.Entry<Object, Object> entry = entries.next();
            print(entry.getKey());
            this.out.append(": ");
            print(entry.getValue());
            this.out.append(entries.hasNext() ? ", " : "");
        }
        this.out.append(close);
        this.budget.leave();
    }

}
