package io.inkwell.openai;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import tools.jackson.databind.JsonNode;

import io.inkwell.error.ServiceException;
import io.inkwell.web.GivenValue;

/**
 * Fields that would change the answer and are not supported. To ignore them would be to
 * answer another question, so they are refused unless they ask for what happens anyway. A
 * body holds them with {@code @JsonUnwrapped}, itself and not in another such record:
 * Jackson would leave them empty there.
 *
 * @param values what the body holds beside the fields that are named in it
 */
record UnsupportedFields(@JsonAnySetter Map<String, JsonNode> values) {

    private static final Predicate<JsonNode> NEVER = (value) -> false;

    private static final Predicate<JsonNode> IF_EMPTY = (value) -> value.isContainer() && value.isEmpty();

    private static final Predicate<JsonNode> IF_FALSE = (value) -> value.isBoolean() && !value.booleanValue();

    private static final Predicate<JsonNode> IF_NO_TEXT = (value) -> value.isString() && value.stringValue().isEmpty();

    private static final Predicate<JsonNode> IF_NO_TOOL = (value) -> value.isString()
            && Set.of("none", "auto").contains(value.stringValue());

    private static final Predicate<JsonNode> IF_ZERO = equalTo(0);

    private static final Predicate<JsonNode> IF_ONE = equalTo(1);

    /** Which values ask for what happens anyway. */
    static final Map<String, Predicate<JsonNode>> NEUTRAL = Map.ofEntries(
    // @formatter:off
            // Text in two halves, tools, inputs that are no text.
            Map.entry("suffix", IF_NO_TEXT),
            Map.entry("tools", IF_EMPTY),
            Map.entry("tool_choice", IF_NO_TOOL),
            Map.entry("functions", IF_EMPTY),
            Map.entry("function_call", IF_NO_TOOL),
            Map.entry("documents", IF_EMPTY),
            Map.entry("web_search_options", NEVER),
            Map.entry("prompt_embeds", NEVER),
            Map.entry("modalities",
                    (value) -> value.isArray() && value.valueStream().allMatch((each) -> each.asString("").equals("text"))),
            Map.entry("audio", NEVER),
            // Prompts of chats that are not made by the template, or not as the service has it.
            Map.entry("chat_template", NEVER),
            Map.entry("chat_template_kwargs", IF_EMPTY),
            Map.entry("continue_final_message", IF_FALSE),
            Map.entry("echo", IF_FALSE),
            Map.entry("return_tokens_as_token_ids", IF_FALSE),
            // Text that must have a form.
            Map.entry("response_format", (value) -> value.path("type").asString("").equals("text")),
            Map.entry("structured_outputs", NEVER),
            Map.entry("guided_json", NEVER),
            Map.entry("guided_regex", NEVER),
            Map.entry("guided_choice", NEVER),
            Map.entry("guided_grammar", NEVER),
            Map.entry("grammar", IF_NO_TEXT),
            Map.entry("json_schema", NEVER),
            Map.entry("regex", NEVER),
            Map.entry("ebnf", NEVER),
            Map.entry("stop_regex", IF_EMPTY),
            // Samplers of llama.cpp, Hugging Face transformers and others.
            Map.entry("dry_multiplier", IF_ZERO),
            Map.entry("xtc_probability", IF_ZERO),
            Map.entry("mirostat", IF_ZERO),
            Map.entry("mirostat_mode", IF_ZERO),
            Map.entry("dynatemp_range", IF_ZERO),
            Map.entry("top_n_sigma", (value) -> value.isNumber() && value.doubleValue() <= 0),
            Map.entry("top_a", IF_ZERO),
            Map.entry("tfs", IF_ONE),
            Map.entry("tfs_z", IF_ONE),
            Map.entry("smoothing_factor", IF_ZERO),
            Map.entry("repeat_penalty", IF_ONE),
            Map.entry("top_h", NEVER),
            Map.entry("guidance_scale", IF_ONE),
            Map.entry("sequence_bias", IF_EMPTY),
            Map.entry("encoder_repetition_penalty", IF_ONE),
            Map.entry("exponential_decay_length_penalty", NEVER),
            Map.entry("watermark", IF_FALSE),
            // Other weights than those of the model.
            Map.entry("lora", IF_EMPTY),
            Map.entry("lora_path", NEVER),
            Map.entry("adapter_id", NEVER));
    // @formatter:on

    /**
     * @throws ServiceException that names the first such field
     */
    void refuse() {
        this.values.forEach((field, value) -> {
            Predicate<JsonNode> neutral = NEUTRAL.get(field);
            if (neutral != null && !value.isNull() && !neutral.test(value)) {
                throw ServiceException.invalid(field, field + " is not supported; given: " + GivenValue.of(value));
            }
        });
    }

    private static Predicate<JsonNode> equalTo(int number) {
        return (value) -> value.isNumber() && value.doubleValue() == number;
    }

}
