package io.inkwell.web.fields;

import tools.jackson.databind.JsonNode;

/**
 * Describes a rejected value in errors. Numbers are shown; strings are not, because they
 * could be private text.
 */
public final class GivenValue {

    private static final int MAX_DIGITS = 40;

    private GivenValue() {
    }

    /** Returns a short number or literal as it is, else the type of the value. */
    public static String of(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, BOOLEAN -> value.toString();
            case NUMBER -> number(value.asString());
            case STRING -> "a string";
            case ARRAY -> "a list";
            case MISSING -> "nothing";
            default -> "a JSON object";
        };
    }

    private static String number(String digits) {
        return (digits.length() <= MAX_DIGITS) ? digits : "a number of " + digits.length() + " digits";
    }

}
