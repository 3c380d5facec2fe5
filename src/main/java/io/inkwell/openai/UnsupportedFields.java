package io.inkwell.openai;

import java.util.Map;
import java.util.function.Predicate;

import tools.jackson.databind.JsonNode;

import io.inkwell.error.ServiceException;
import io.inkwell.web.GivenValue;

/**
 * Fields that would change the answer and are not supported. To ignore them would be to
 * answer another question, so they are refused unless they ask for what happens anyway.
 */
final class UnsupportedFields {

    private static final Predicate<JsonNode> NEVER = (value) -> false;

    private static final Predicate<JsonNode> IF_EMPTY = (value) -> value.isContainer() && value.isEmpty();

    private static final Predicate<JsonNode> IF_FALSE = (value) -> value.isBoolean() && !value.booleanValue();

    private static final Map<String, Predicate<JsonNode>> NEUTRAL = Map.ofEntries(Map.entry("best_of", equalTo(1)),
            Map.entry("echo", IF_FALSE), Map.entry("logprobs", NEVER), Map.entry("prompt_logprobs", NEVER),
            Map.entry("suffix", (value) -> value.isString() && value.stringValue().isEmpty()),
            Map.entry("logit_bias", IF_EMPTY), Map.entry("bad_words", IF_EMPTY), Map.entry("allowed_token_ids", NEVER),
            Map.entry("min_p", equalTo(0)), Map.entry("typical_p", equalTo(1)), Map.entry("epsilon_cutoff", equalTo(0)),
            Map.entry("eta_cutoff", equalTo(0)), Map.entry("no_repeat_ngram_size", equalTo(0)),
            Map.entry("min_tokens", equalTo(0)), Map.entry("use_beam_search", IF_FALSE),
            Map.entry("penalty_alpha", equalTo(0)), Map.entry("include_stop_str_in_output", IF_FALSE),
            Map.entry("return_token_ids", IF_FALSE), Map.entry("truncate_prompt_tokens", NEVER),
            Map.entry("response_format", (value) -> value.path("type").asString("").equals("text")),
            Map.entry("structured_outputs", NEVER), Map.entry("guided_json", NEVER), Map.entry("guided_regex", NEVER),
            Map.entry("guided_choice", NEVER), Map.entry("guided_grammar", NEVER), Map.entry("tools", IF_EMPTY),
            Map.entry("prompt_embeds", NEVER));

    private UnsupportedFields() {
    }

    /**
     * @throws ServiceException that names the first such field
     */
    static void refuse(Map<String, JsonNode> fields) {
        for (Map.Entry<String, JsonNode> field : fields.entrySet()) {
            Predicate<JsonNode> neutral = NEUTRAL.get(field.getKey());
            if (neutral != null && !field.getValue().isNull() && !neutral.test(field.getValue())) {
                throw ServiceException.invalid(field.getKey(),
                        field.getKey() + " is not supported; given: " + GivenValue.of(field.getValue()));
            }
        }
    }

    private static Predicate<JsonNode> equalTo(int number) {
        return (value) -> value.isNumber() && value.doubleValue() == number;
    }

}
