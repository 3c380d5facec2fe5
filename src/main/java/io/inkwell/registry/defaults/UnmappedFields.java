package io.inkwell.registry.defaults;

import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * Fields of a {@code generation_config.json} that the engine does not support.
 */
final class UnmappedFields {

    /** Fields that do not affect the generated text. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("_from_model_config", "_commit_hash",
            "transformers_version", "pad_token_id", "bos_token_id", "decoder_start_token_id", "use_cache",
            "cache_implementation", "cache_config", "max_cache_len", "return_legacy_cache", "low_memory",
            "compile_config", "disable_compile", "return_dict_in_generate", "output_scores", "output_logits",
            "output_attentions", "output_hidden_states", "is_assistant");

    /** Defaults of transformers other than null, false and empty. */
    private static final Map<String, Double> NEUTRAL = Map.of("num_return_sequences", 1.0,
            "encoder_no_repeat_ngram_size", 0.0, "encoder_repetition_penalty", 1.0, "num_assistant_tokens", 20.0,
            "assistant_confidence_threshold", 0.4, "assistant_lookbehind", 10.0, "target_lookbehind", 10.0,
            "guidance_scale", 1.0, "top_h", 1.0);

    private static final String SCHEDULE = "num_assistant_tokens_schedule";

    private UnmappedFields() {
    }

    /**
     * Reports each remaining field that would change the output in transformers.
     */
    static void reject(LenientFields fields) {
        fields.rest().forEach((field, value) -> {
            if (!WITHOUT_EFFECT.contains(field) && !isNeutral(field, value)) {
                fields.reject(field, "is not supported", value);
            }
        });
    }

    private static boolean isNeutral(String field, JsonNode value) {
        if (value.isNull() || (value.isContainer() && value.isEmpty())) {
            return true;
        }
        if (value.isBoolean()) {
            return !value.booleanValue();
        }
        return value.isNumber() ? value.doubleValue() == NEUTRAL.getOrDefault(field, Double.NaN)
                : field.equals(SCHEDULE) && value.asString("").equals("constant");
    }

}
