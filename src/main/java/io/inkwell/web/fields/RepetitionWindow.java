package io.inkwell.web.fields;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.error.ServiceException;

/**
 * Fields of other servers that limit penalties to the most recent tokens. The penalties
 * have no window here, so a window is rejected if a penalty is set. A slope within the
 * window has no effect.
 */
final class RepetitionWindow {

    /** For each field, the value that covers all tokens. */
    private static final Map<String, Integer> ALL = Map.of("repeat_last_n", -1, "penalty_last_n", -1, "penalty_range",
            -1, "repetition_penalty_range", 0, "rep_pen_range", 0);

    /** For each penalty, the value that disables it. */
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
                .ifPresent((penalty) -> reject(name, all, value, penalty));
        }
    }

    private static boolean isSet(String penalty, ObjectNode body) {
        JsonNode value = FieldTranslation.given(body, penalty);
        return value != null && value.isNumber() && value.doubleValue() != PENALTIES.getOrDefault(penalty, 0);
    }

    private static void reject(String name, int all, JsonNode value, String penalty) {
        String counted = penalty.equals("repetition_penalty") ? "the prompt and the whole output" : "the whole output";
        throw ServiceException.invalid(name,
                "%s must be %d when %s is not %d, because that penalty covers %s; given: %s".formatted(name, all,
                        penalty, PENALTIES.get(penalty), counted, GivenValue.of(value)));
    }

}
