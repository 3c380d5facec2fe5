package io.inkwell.jinja.library;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Bytes;
import io.inkwell.jinja.value.CodePoints;
import io.inkwell.jinja.value.Dict;
import io.inkwell.jinja.value.Ordering;
import io.inkwell.jinja.value.Printer;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.TemplateFailure.Kind;
import io.inkwell.jinja.value.Tuple;
import io.inkwell.jinja.value.Types;

/** Python's {@code pprint}: breaks long values into several lines. */
final class PrettyPrinter {

    private static final int WIDTH = 80;

    private final StringBuilder out = new StringBuilder();

    private final Budget budget;

    private PrettyPrinter(Budget budget) {
        this.budget = budget;
    }

    static String print(Object value, Budget budget) {
        PrettyPrinter printer = new PrettyPrinter(budget);
        printer.print(value, 0, 0, 0);
        return printer.out.toString();
    }

    /**
     * Prints a value.
     * @param indent the column at which the value starts
     * @param allowance the number of characters that follow it
     */
    private void print(Object value, int indent, int allowance, int level) {
        String line = repr(value);
        if (CodePoints.length(line) <= WIDTH - indent - allowance) {
            write(line);
            return;
        }
        this.budget.enter();
        if (value instanceof Dict dict) {
            dict(dict, indent, allowance + 1, level + 1);
        }
        else if (value instanceof Tuple tuple && !(value instanceof Group)) {
            String close = (tuple.size() == 1) ? ",)" : ")";
            items("(", tuple, close, indent, allowance + close.length(), level + 1);
        }
        else if (Types.isList(value)) {
            items("[", (List<?>) value, "]", indent, allowance + 1, level + 1);
        }
        else if (value instanceof String || value instanceof Bytes) {
            text(value, indent, allowance, level == 0);
        }
        else {
            write(line);
        }
        this.budget.leave();
    }

    private void write(String text) {
        this.budget.work(2);
        this.budget.grow(this.out, text.length());
        this.out.append(text);
    }

    private void newLine(int indent) {
        write("\n" + " ".repeat(indent));
    }

    private void text(Object value, int indent, int allowance, boolean outermost) {
        int inner = outermost ? 1 : 0;
        TextChunks chunks = new TextChunks(WIDTH - indent - inner, allowance + inner, this.budget);
        List<String> parts = (value instanceof Bytes bytes) ? chunks.of(bytes) : chunks.of((String) value);
        boolean enclosed = outermost && (parts.size() > 1 || value instanceof Bytes);
        write(enclosed ? "(" : "");
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                newLine(indent + inner);
            }
            write(parts.get(i));
        }
        write(enclosed ? ")" : "");
    }

    private void items(String open, List<?> items, String close, int indent, int allowance, int level) {
        write(open);
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                write(",");
                newLine(indent + 1);
            }
            print(items.get(i), indent + 1, (i == items.size() - 1) ? allowance : 1, level);
        }
        write(close);
    }

    private void dict(Dict dict, int indent, int allowance, int level) {
        List<Map.Entry<Object, Object>> entries = sorted(dict);
        write("{");
        for (int i = 0; i < entries.size(); i++) {
            if (i > 0) {
                write(",");
                newLine(indent + 1);
            }
            String key = repr(entries.get(i).getKey());
            write(key + ": ");
            print(entries.get(i).getValue(), indent + 1 + CodePoints.length(key) + 2,
                    (i == entries.size() - 1) ? allowance : 1, level);
        }
        write("}");
    }

    /** {@code repr()} with dict keys in sorted order. */
    private String repr(Object value) {
        boolean plain = !(value instanceof Dict || value instanceof Tuple || Types.isList(value));
        if (plain || value instanceof Group) {
            return Printer.repr(value, this.budget);
        }
        this.budget.enter();
        this.budget.work(2);
        List<String> parts = new ArrayList<>();
        if (value instanceof Dict dict) {
            sorted(dict).forEach((entry) -> parts.add(repr(entry.getKey()) + ": " + repr(entry.getValue())));
        }
        else {
            ((List<?>) value).forEach((item) -> parts.add(repr(item)));
        }
        this.budget.leave();
        this.budget.text(parts.stream().mapToLong((part) -> part.length() + 2L).sum());
        String items = String.join(", ", parts);
        if (value instanceof Dict) {
            return "{" + items + "}";
        }
        String close = (parts.size() == 1) ? ",)" : ")";
        return (value instanceof Tuple) ? "(" + items + close : "[" + items + "]";
    }

    private List<Map.Entry<Object, Object>> sorted(Dict dict) {
        List<Map.Entry<Object, Object>> entries = new ArrayList<>(dict.entries());
        try {
            entries.sort(Map.Entry.comparingByKey(this::compare));
        }
        catch (IllegalArgumentException ex) {
            entries.sort(Map.Entry.comparingByKey(Comparator.comparing(Types::name)));
        }
        return entries;
    }

    /** Compares keys; keys that cannot be compared are ordered by type. */
    private int compare(Object left, Object right) {
        this.budget.step();
        try {
            return Ordering.less(left, right, "<", this.budget) ? -1
                    : Ordering.less(right, left, "<", this.budget) ? 1 : 0;
        }
        catch (TemplateFailure ex) {
            if (ex.kind() == Kind.LIMIT) {
                throw ex;
            }
            return Types.name(left).compareTo(Types.name(right));
        }
    }

}
