package io.inkwell.grammar.schema;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

import io.inkwell.grammar.automaton.FormException;

/** The keywords of a schema: those that are supported, and their checked values. */
final class Keywords {

    static final Set<String> OF_OBJECTS = Set.of("properties", "required", "additionalProperties");

    static final Set<String> OF_ARRAYS = Set.of("items", "minItems", "maxItems");

    static final Set<String> OF_STRINGS = Set.of("minLength", "maxLength", "pattern", "format");

    static final Set<String> OF_INTEGERS = Set.of("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum");

    static final Set<String> OF_VALUES = Set.of("enum", "const", "anyOf", "allOf", "$ref");

    /** Keywords that describe a schema and restrict nothing. */
    private static final Set<String> ANNOTATIONS = Set.of("title", "description", "default", "examples", "example",
            "deprecated", "readOnly", "writeOnly", "$schema", "$comment", "$defs", "definitions", "type");

    private final JsonNode schema;

    private final String path;

    private Keywords(JsonNode schema, String path) {
        this.schema = schema;
        this.path = path;
    }

    /**
     * @param path of the schema, for errors
     * @throws FormException if the schema contains a keyword that is not supported
     */
    static Keywords of(JsonNode schema, String path) {
        Keywords keywords = new Keywords(schema, path);
        schema.forEachEntry((name, value) -> keywords.requireSupported(name, value));
        return keywords;
    }

    private void requireSupported(String name, JsonNode value) {
        boolean isKnown = ANNOTATIONS.contains(name) || OF_OBJECTS.contains(name) || OF_ARRAYS.contains(name)
                || OF_STRINGS.contains(name) || OF_VALUES.contains(name) || name.startsWith("x-");
        boolean isNeutral = name.equals("uniqueItems") && value.isBoolean() && !value.booleanValue();
        boolean isRootId = name.equals("$id") && this.path.equals("#");
        if (OF_INTEGERS.contains(name)) {
            requireIntegers(name);
        }
        else if (!isKnown && !isNeutral && !isRootId) {
            throw error("the keyword " + name + " is not supported");
        }
    }

    /** Rejects bounds of numbers with a fraction, which are not enforced. */
    private void requireIntegers(String name) {
        JsonNode type = get("type");
        List<String> types = (type.isArray() ? type.valueStream() : Stream.of(type)).map((each) -> each.asString(""))
            .toList();
        if (!types.contains("integer") || types.contains("number")) {
            throw error("the keyword " + name + " is supported only for the type integer");
        }
    }

    boolean has(String name) {
        return this.schema.has(name);
    }

    boolean hasAny(Set<String> names) {
        return names.stream().anyMatch(this::has);
    }

    JsonNode get(String name) {
        return this.schema.path(name);
    }

    String path() {
        return this.path;
    }

    /** The path of the schema in a keyword. */
    String path(String name) {
        return this.path + "/" + name;
    }

    /** Rejects keywords that restrict the same value as a keyword that stands alone. */
    void requireAlone(String name, Set<String> except) {
        for (Set<String> group : List.of(OF_OBJECTS, OF_ARRAYS, OF_STRINGS, OF_INTEGERS, OF_VALUES)) {
            for (String other : group) {
                if (has(other) && !other.equals(name) && !except.contains(other)) {
                    throw error(name + " and " + other + " are not supported together");
                }
            }
        }
    }

    /** A number of items or characters. */
    int count(String name, int defaultCount) {
        if (!has(name)) {
            return defaultCount;
        }
        JsonNode value = get(name);
        double count = value.isNumber() ? toDouble(value) : -1;
        if (count < 0 || count != Math.rint(count)) {
            throw error(name + " must be an integer of at least 0");
        }
        return (int) Math.min(count, Integer.MAX_VALUE);
    }

    double number(String name, double defaultNumber) {
        if (!has(name)) {
            return defaultNumber;
        }
        JsonNode value = get(name);
        if (!value.isNumber()) {
            throw error(name + " must be a number");
        }
        return toDouble(value);
    }

    /** Infinite if it is too large. The node's own conversion fails. */
    private static double toDouble(JsonNode number) {
        return number.numberValue().doubleValue();
    }

    /** The elements of a list. */
    JsonNode list(String name) {
        JsonNode list = get(name);
        if (!list.isArray()) {
            throw error(name + " must be a list");
        }
        return list;
    }

    String text(String name) {
        JsonNode text = get(name);
        if (!text.isString()) {
            throw error(name + " must be a string");
        }
        return text.stringValue();
    }

    FormException error(String problem) {
        return new FormException(problem + ", at " + this.path);
    }

}
