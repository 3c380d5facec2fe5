package io.inkwell.web.fields;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.error.ServiceException;

/**
 * Other servers' fields that limit the penalties to the last tokens. Here the penalties
 * have no window, so the fields are refused where there is a penalty. A slope within the
 * window is neutral, because there is none.
 */
final class RepetitionWindow {

    /** For each field the value that means all tokens. */
    private static final Map<String, Integer> ALL = Map.of("repeat_last_n", -1, "penalty_last_n", -1, "penalty_range",
            -1, "repetition_penalty_range", 0, "rep_pen_range", 0);

    /** For each penalty the value that is none. */
    private static final Map<String, Integer> PENALTIES = new TreeMap<>(
            Map.of("repetition_penalty", 1, "presence_penalty", 0, "frequency_penalty", 0));

    static final Set<String> NAMES = ALL.keySet();

    private RepetitionWindow() {
    }

    /**
     * @param body the translated body
     */
    static void require(String name, JsonNode value, ObjectNode body) {
        Integer all = ALL.get(name);
        if (all != null && !(value.isNumber() && value.doubleValue() == all)) {
            PENALTIES.keySet()
                .stream()
                .filter((penalty) -> isSet(penalty, body))
                .reduce((first, last) -> last)
                .ifPresent((penalty) -> refuse(name, all, value, penalty));
        }
    }

    private static boolean isSet(String penalty, ObjectNode body) {
        JsonNode value = FieldTranslation.given(body, penalty);
        return value != null && value.isNumber() && value.doubleValue() != PENALTIES.getOrDefault(penalty, 0);
    }

    private static void refuse(String name, int all, JsonNode value, String penalty) {
        String counted = penalty.equals("repetition_penalty") ? "the prompt and all of the output"
                : "all of the output";
        throw ServiceException.invalid(name, "%s must be %d where %s is not %d, which counts %s; given: %s"
            .formatted(name, all, penalty, PENALTIES.get(penalty), counted, GivenValue.of(value)));
    }

}
