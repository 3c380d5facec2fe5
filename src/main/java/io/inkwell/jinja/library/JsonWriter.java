package io.inkwell.jinja.library;

import java.util.ArrayList;
import java.util.List;

import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Dict;
import io.inkwell.jinja.value.Floats;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.None;
import io.inkwell.jinja.value.Ordering;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Tuple;
import io.inkwell.jinja.value.Types;

/** Writes a value as JSON. */
final class JsonWriter {

    private final StringBuilder out = new StringBuilder();

    private final boolean ascii;

    private final boolean indented;

    private final String unit;

    private final String itemSeparator;

    private final String keySeparator;

    private final boolean sorted;

    private final Budget budget;

    private int level;

    JsonWriter(boolean ascii, boolean indented, String unit, String itemSeparator, String keySeparator, boolean sorted,
            Budget budget) {
        this.ascii = ascii;
        this.indented = indented;
        this.unit = unit;
        this.itemSeparator = itemSeparator;
        this.keySeparator = keySeparator;
        this.sorted = sorted;
        this.budget = budget;
    }

    String write(Object value) {
        add(value);
        return this.out.toString();
    }

    private void add(Object value) {
        this.budget.step();
        if (Markup.plain(value) instanceof String text) {
            string(text);
        }
        else if (value instanceof Dict dict) {
            dict(dict);
        }
        else if (value instanceof List<?> list && (Types.isList(value) || value instanceof Tuple)) {
            list(list);
        }
        else {
            this.out.append(scalar(value, "Object of type " + Types.name(value) + " is not JSON serializable"));
        }
    }

    private static String scalar(Object value, String problem) {
        if (value instanceof Double number) {
            return Double.isNaN(number) ? "NaN"
                    : Double.isInfinite(number) ? ((number > 0) ? "Infinity" : "-Infinity") : Floats.print(number);
        }
        if (value == None.NONE) {
            return "null";
        }
        if (!Types.isNumber(value)) {
            throw TemplateFailure.operation(problem);
        }
        return value.toString();
    }

    private void list(List<?> list) {
        open('[');
        for (int i = 0; i < list.size(); i++) {
            next(i);
            add(list.get(i));
        }
        close(']', list.isEmpty());
    }

    private void dict(Dict dict) {
        List<Object> items = new ArrayList<>(dict.items());
        if (this.sorted) {
            items = Ordering.sorted(items, (item) -> ((Tuple) item).get(0), false, this.budget);
        }
        open('{');
        for (int i = 0; i < items.size(); i++) {
            Tuple item = (Tuple) items.get(i);
            next(i);
            string((Markup.plain(item.get(0)) instanceof String key) ? key : scalar(item.get(0),
                    "keys must be str, int, float, bool or None, not " + Types.name(item.get(0))));
            this.out.append(this.keySeparator);
            add(item.get(1));
        }
        close('}', items.isEmpty());
    }

    private void open(char bracket) {
        this.budget.enter();
        this.level++;
        this.out.append(bracket);
    }

    private void next(int index) {
        this.out.append((index > 0) ? this.itemSeparator : "");
        newLine();
    }

    private void close(char bracket, boolean empty) {
        this.level--;
        if (!empty) {
            newLine();
        }
        this.out.append(bracket);
        this.budget.leave();
    }

    private void newLine() {
        if (this.indented) {
            this.budget.grow(this.out, (long) this.unit.length() * this.level);
            this.out.append('\n').append(this.unit.repeat(this.level));
        }
    }

    private void string(String text) {
        this.budget.grow(this.out, 6L * text.length());
        this.out.append('"');
        for (int i = 0; i < text.length(); i++) {
            letter(text.charAt(i));
        }
        this.out.append('"');
    }

    private void letter(char letter) {
        switch (letter) {
            case '"' -> this.out.append("\\\"");
            case '\\' -> this.out.append("\\\\");
            case '\n' -> this.out.append("\\n");
            case '\r' -> this.out.append("\\r");
            case '\t' -> this.out.append("\\t");
            case '\f' -> this.out.append("\\f");
            case '\b' -> this.out.append("\\b");
            default -> {
                if (letter < 0x20 || (this.ascii && letter > 0x7e)) {
                    this.out.append("\\u%04x".formatted((int) letter));
                }
                else {
                    this.out.append(letter);
                }
            }
        }
    }

}
