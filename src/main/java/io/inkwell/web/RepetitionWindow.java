package io.inkwell.web;

import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.error.ServiceException;

/**
 * Other servers' fields that limit {@code repetition_penalty} to the last tokens. Here it
 * counts the prompt and all of the output, so a limit is refused where there is a
 * penalty.
 */
final class RepetitionWindow {

    private static final String PENALTY = "repetition_penalty";

    /** For each field the value that means all tokens. */
    private static final Map<String, Integer> ALL = Map.of("repeat_last_n", -1, "penalty_last_n", -1, "penalty_range",
            -1, "repetition_penalty_range", 0, "rep_pen_range", 0);

    static final Set<String> NAMES = ALL.keySet();

    private RepetitionWindow() {
    }

    /**
     * @param body the translated body
     */
    static void require(String name, JsonNode value, ObjectNode body) {
        Integer all = ALL.get(name);
        JsonNode penalty = FieldTranslation.given(body, PENALTY);
        if (all != null && penalty != null && penalty.isNumber() && penalty.doubleValue() != 1) {
            ServiceException.require(value.isNumber() && value.doubleValue() == all, name,
                    all + " where repetition_penalty is not 1, which counts the prompt and all of the output",
                    GivenValue.of(value));
        }
    }

}
