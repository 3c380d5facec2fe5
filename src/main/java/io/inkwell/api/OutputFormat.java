package io.inkwell.api;

import java.util.Objects;

/**
 * The form that a completion must have.
 *
 * @param kind the language of the definition
 * @param definition empty for {@link Kind#JSON_OBJECT}
 */
public record OutputFormat(Kind kind, String definition) {

    public OutputFormat {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(definition, "definition");
    }

    /** The languages of definitions. */
    public enum Kind {

        JSON_OBJECT, JSON_SCHEMA, REGEX, GBNF

    }

    /** Any JSON object. */
    public static OutputFormat jsonObject() {
        return new OutputFormat(Kind.JSON_OBJECT, "");
    }

    /** A JSON value that is valid for a schema. */
    public static OutputFormat jsonSchema(String schema) {
        return new OutputFormat(Kind.JSON_SCHEMA, schema);
    }

    /** A text that matches a regular expression as a whole. */
    public static OutputFormat regex(String pattern) {
        return new OutputFormat(Kind.REGEX, pattern);
    }

    /** A text that a grammar in llama.cpp's notation generates. */
    public static OutputFormat gbnf(String grammar) {
        return new OutputFormat(Kind.GBNF, grammar);
    }

}
