package io.inkwell.web.fields;

import tools.jackson.databind.JsonNode;

/**
 * What an error says of a value that it refuses. Numbers are shown; texts are not, for
 * they may be anybody's.
 */
public final class GivenValue {

    private static final int MAX_DIGITS = 40;

    private GivenValue() {
    }

    /** The value if it is short and no text, else what kind of value it is. */
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
