package io.inkwell.jinja.method;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Dict;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.Printer;
import io.inkwell.jinja.value.TemplateFailure;

/** {@code 'format'.format(values)}. */
final class StringFormat {

    private static final int MAX_NESTING = 2;

    private static final Pattern ACCESS = Pattern.compile("\\.([^.\\[]+)|\\[([^\\]]+)\\]");

    private final Arguments values;

    private final boolean escaping;

    private final Budget budget;

    private int next;

    private boolean numbered;

    private StringFormat(Arguments values, boolean escaping, Budget budget) {
        this.values = values;
        this.escaping = escaping;
        this.budget = budget;
    }

    /**
     * Formats values.
     * @param escaping whether to escape values that are not safe HTML
     */
    static String format(String format, Arguments values, boolean escaping, Budget budget) {
        return new StringFormat(values, escaping, budget).format(format, MAX_NESTING);
    }

    static String formatMap(String format, Arguments values, boolean escaping, Budget budget) {
        if (values.positional().size() != 1 || !(values.positional().get(0) instanceof Dict dict)) {
            throw TemplateFailure.operation("format_map() takes exactly one mapping");
        }
        Map<String, Object> named = new LinkedHashMap<>();
        dict.entries().forEach((entry) -> named.put(Printer.str(entry.getKey(), budget), entry.getValue()));
        return format(format, new Arguments(List.of(), named), escaping, budget);
    }

    private String format(String format, int nesting) {
        if (nesting < 0) {
            throw TemplateFailure.operation("Max string recursion exceeded");
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < format.length()) {
            char letter = format.charAt(at);
            boolean twice = at + 1 < format.length() && format.charAt(at + 1) == letter;
            if (letter == '{' && !twice) {
                int end = end(format, at);
                String field = field(format.substring(at + 1, end), nesting);
                this.budget.step();
                this.budget.grow(out, field.length());
                out.append(field);
                at = end + 1;
            }
            else if (letter == '}' && !twice) {
                throw TemplateFailure.operation("Single '}' encountered in format string");
            }
            else {
                out.append(letter);
                at += (letter == '{' || letter == '}') ? 2 : 1;
            }
        }
        return out.toString();
    }

    private static int end(String format, int start) {
        int depth = 0;
        for (int at = start; at < format.length(); at++) {
            depth += (format.charAt(at) == '{') ? 1 : (format.charAt(at) == '}') ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        throw TemplateFailure.operation((start + 1 == format.length()) ? "Single '{' encountered in format string"
                : "expected '}' before end of string");
    }

    private String field(String field, int nesting) {
        int colon = field.indexOf(':');
        String head = (colon < 0) ? field : field.substring(0, colon);
        String spec = (colon < 0) ? "" : field.substring(colon + 1);
        int bang = head.indexOf('!');
        Object value = value((bang < 0) ? head : head.substring(0, bang));
        String conversion = (bang < 0) ? "" : head.substring(bang + 1);
        Object converted = switch (conversion) {
            case "" -> value;
            case "s" -> Printer.str(value, this.budget);
            case "r" -> Printer.repr(value, this.budget);
            case "a" -> Printer.ascii(value, this.budget);
            default -> throw TemplateFailure.operation("Unknown conversion specifier '" + conversion + "'");
        };
        return write(converted, format(spec, nesting - 1));
    }

    private String write(Object value, String spec) {
        if (this.escaping && value instanceof Markup markup) {
            if (!spec.isEmpty()) {
                throw TemplateFailure.operation("Unsupported format specification for Markup.");
            }
            return markup.text();
        }
        String text = new Formatter(this.budget).format(value, spec);
        return this.escaping ? Markup.escaped(text, this.budget) : text;
    }

    private Object value(String path) {
        Matcher access = ACCESS.matcher(path);
        int end = access.find() ? access.start() : path.length();
        Object value = first(path.substring(0, end));
        boolean more = end < path.length();
        while (more) {
            String attribute = access.group(1);
            String key = access.group(2);
            value = (attribute != null) ? Attributes.get(value, attribute, this.budget)
                    : Attributes.item(value, key.matches("\\d{1,9}") ? (Object) Long.valueOf(key) : key, this.budget);
            more = access.find();
        }
        return value;
    }

    private Object first(String name) {
        if (name.isEmpty() || name.matches("\\d{1,9}")) {
            if (name.isEmpty() ? this.numbered : this.next > 0) {
                throw TemplateFailure
                    .operation("cannot switch between manual field specification and automatic " + "field numbering");
            }
            this.numbered |= !name.isEmpty();
            int index = name.isEmpty() ? this.next++ : Integer.parseInt(name);
            if (index >= this.values.positional().size()) {
                throw TemplateFailure
                    .operation("Replacement index " + index + " out of range for positional args tuple");
            }
            return this.values.positional().get(index);
        }
        Object value = this.values.named().get(name);
        if (value == null) {
            throw TemplateFailure.operation("'" + name + "'");
        }
        return value;
    }

}
