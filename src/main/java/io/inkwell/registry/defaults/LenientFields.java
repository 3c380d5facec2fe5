package io.inkwell.registry.defaults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoublePredicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.error.Excerpt;

/**
 * Reads JSON fields leniently: converts a value whose meaning is clear, and skips any
 * other with a notice.
 */
final class LenientFields {

    private static final int MAX_SHOWN = 80;

    private final String file;

    private final Map<String, JsonNode> fields = new LinkedHashMap<>();

    private final List<String> notices = new ArrayList<>();

    LenientFields(String file, JsonNode root) {
        this.file = file;
        root.forEachEntry(this.fields::put);
    }

    /** Removes and returns a field; null if it is missing or null. */
    @Nullable JsonNode take(String field) {
        JsonNode value = this.fields.remove(field);
        return (value == null || value.isNull()) ? null : value;
    }

    @Nullable Float number(String field, String rule, DoublePredicate isValid) {
        JsonNode value = take(field);
        Double number = (value != null) ? number(value) : null;
        if (value == null || (number != null && isValid.test(number))) {
            return (number != null) ? number.floatValue() : null;
        }
        reject(field, "must be " + rule, value);
        return null;
    }

    @Nullable Integer integer(String field, int min) {
        JsonNode value = take(field);
        Integer integer = (value != null) ? integer(value) : null;
        if (value == null || (integer != null && integer >= min)) {
            return integer;
        }
        reject(field, "must be an integer of at least " + min, value);
        return null;
    }

    @Nullable Boolean flag(String field) {
        JsonNode value = take(field);
        if (value == null || value.isBoolean()) {
            return (value != null) ? value.booleanValue() : null;
        }
        String text = (integer(value) != null) ? String.valueOf(integer(value)) : value.asString("");
        switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> {
                return true;
            }
            case "false", "0" -> {
                return false;
            }
            default -> {
                reject(field, "must be true or false", value);
                return null;
            }
        }
    }

    /** A token id or a list of them; -1 means none. */
    Set<Integer> tokenIds(String field) {
        JsonNode value = take(field);
        Set<Integer> ids = new TreeSet<>();
        if (value == null) {
            return ids;
        }
        for (JsonNode each : value.isArray() ? value : List.of(value)) {
            Integer id = integer(each);
            if (id == null) {
                reject(field, "must be a token id or a list of token ids", value);
                return Set.of();
            }
            if (id >= 0) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** A list of token ids; null for anything else, or if it is empty. */
    static @Nullable List<Integer> run(JsonNode value) {
        List<Integer> ids = new ArrayList<>();
        for (JsonNode each : value) {
            Integer id = integer(each);
            if (id == null || id < 0) {
                return null;
            }
            ids.add(id);
        }
        return (value.isArray() && !ids.isEmpty()) ? ids : null;
    }

    void reject(String field, String rule, JsonNode value) {
        String text = value.toString();
        String shown = (text.length() <= MAX_SHOWN) ? text : Excerpt.of(text, MAX_SHOWN) + "...";
        note(field + " has no effect: it " + rule + "; given: " + shown);
    }

    void note(String notice) {
        this.notices.add(this.file + ": " + notice);
    }

    /** The fields that were not read. */
    Map<String, JsonNode> rest() {
        return this.fields;
    }

    List<String> notices() {
        return this.notices;
    }

    static @Nullable Integer integer(JsonNode value) {
        Double number = number(value);
        if (number == null || number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            return null;
        }
        return number.intValue();
    }

    /**
     * The finite value of a number or a numeric string; null for anything else.
     */
    static @Nullable Double number(JsonNode value) {
        if (!value.isNumber() && !value.isString()) {
            return null;
        }
        try {
            double number = Double.parseDouble(value.asString());
            return Double.isFinite(number) ? number : null;
        }
        catch (NumberFormatException ex) {
            return null;
        }
    }

}
