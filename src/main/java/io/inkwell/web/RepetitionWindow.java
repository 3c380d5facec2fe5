package io.inkwell.web;

import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.error.ServiceException;

/**
 * Other servers' fields that limit penalties to the last tokens. Here the repetition
 * penalty counts the prompt and all of the output, the others all of the output, so a
 * limit is refused where there is a penalty.
 */
final class RepetitionWindow {

    /** For each penalty the value that means none. */
    private static final Map<String, Integer> OFF = Map.of("repetition_penalty", 1, "presence_penalty", 0,
            "frequency_penalty", 0);

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
        if (all != null && OFF.entrySet().stream().anyMatch((each) -> isOn(each.getKey(), each.getValue(), body))) {
            ServiceException.require(value.isNumber() && value.doubleValue() == all, name,
                    all + " where a repetition, presence or frequency penalty is set, which has no window here",
                    GivenValue.of(value));
        }
    }

    private static boolean isOn(String field, int off, ObjectNode body) {
        JsonNode penalty = FieldTranslation.given(body, field);
        return penalty != null && penalty.isNumber() && penalty.doubleValue() != off;
    }

}
