package io.inkwell.web.fields;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.error.ServiceException;

/**
 * Fields of other servers that would change the output and are not supported. Ignoring
 * them would give a wrong result, so they are rejected unless their value is neutral.
 */
public final class UnsupportedFields {

    private static final Predicate<JsonNode> NEVER = (value) -> false;

    private static final Predicate<JsonNode> IF_EMPTY = (value) -> value.isContainer() && value.isEmpty();

    private static final Predicate<JsonNode> IF_FALSE = (value) -> value.isBoolean() && !value.booleanValue();

    private static final Predicate<JsonNode> IF_TRUE = (value) -> value.isBoolean() && value.booleanValue();

    private static final Predicate<JsonNode> IF_NO_TEXT = (value) -> value.isString() && value.stringValue().isEmpty();

    private static final Predicate<JsonNode> IF_NOTHING = IF_EMPTY.or(IF_NO_TEXT);

    private static final Predicate<JsonNode> IF_ZERO = equalTo(0);

    private static final Predicate<JsonNode> IF_ONE = equalTo(1);

    private static final Predicate<JsonNode> IF_NOT_POSITIVE = (value) -> value.isNumber() && value.doubleValue() <= 0;

    private static final Predicate<JsonNode> IF_NO_TOOL = oneOf("none", "auto");

    private static final Predicate<JsonNode> IF_TEXT = (value) -> value.path("type").asString("").equals("text");

    private static final String FORMAT = "response_format";

    private static final ObjectFields PLAIN_FORMAT = new ObjectFields(Set.of("type"), Set.of());

    /** For each field, the values without effect. */
    private static final Map<String, Predicate<JsonNode>> NEUTRAL = Map.ofEntries(
    // @formatter:off
            // Infilling, tools, and inputs or outputs other than text.
            Map.entry("suffix", IF_NO_TEXT),
            Map.entry("tools", IF_EMPTY),
            Map.entry("tool_choice", IF_NO_TOOL),
            Map.entry("functions", IF_EMPTY),
            Map.entry("function_call", IF_NO_TOOL),
            Map.entry("documents", IF_EMPTY),
            Map.entry("web_search_options", NEVER),
            Map.entry("prompt_embeds", NEVER),
            Map.entry("image_data", IF_EMPTY),
            Map.entry("multimodal_data", IF_EMPTY),
            Map.entry("modalities",
                    (value) -> value.isArray() && value.valueStream().allMatch((each) -> each.asString("").equals("text"))),
            Map.entry("audio", NEVER),
            // Other ways to build a prompt.
            Map.entry("parameters", IF_EMPTY),
            Map.entry("options", IF_EMPTY),
            Map.entry("extra_body", IF_EMPTY),
            Map.entry("chat_template", NEVER),
            Map.entry("instruction_template", NEVER),
            Map.entry("preset", IF_NOTHING),
            Map.entry("mode", oneOf("instruct")),
            Map.entry("echo", IF_FALSE),
            Map.entry("return_full_text", IF_FALSE),
            Map.entry("custom", IF_NOTHING),
            Map.entry("negative_prompt", IF_NO_TEXT),
            Map.entry("enable_thinking", IF_FALSE),
            Map.entry("verbosity", oneOf("medium")),
            // Structured output.
            Map.entry(FORMAT, IF_TEXT),
            Map.entry("format", IF_NO_TEXT),
            Map.entry("structured_outputs", NEVER),
            Map.entry("guided_json", NEVER),
            Map.entry("guided_regex", NEVER),
            Map.entry("guided_choice", NEVER),
            Map.entry("guided_grammar", NEVER),
            Map.entry("grammar", IF_NO_TEXT),
            Map.entry("grammar_string", IF_NO_TEXT),
            Map.entry("json_schema", IF_EMPTY),
            Map.entry("regex", IF_NO_TEXT),
            Map.entry("ebnf", IF_NO_TEXT),
            Map.entry("structural_tag", IF_NO_TEXT),
            Map.entry("stop_regex", IF_NOTHING),
            // Other definitions of lengths and stops.
            Map.entry("max_length", NEVER),
            Map.entry("min_length", IF_ZERO),
            Map.entry("max_context_length", NEVER),
            Map.entry("num_ctx", NEVER),
            Map.entry("max_time", NEVER),
            Map.entry("t_max_predict_ms", IF_NOT_POSITIVE),
            Map.entry("t_max_prompt_ms", IF_NOT_POSITIVE),
            Map.entry("max_tokens_second", IF_ZERO),
            Map.entry("auto_max_new_tokens", IF_FALSE),
            Map.entry("n_indent", IF_ZERO),
            Map.entry("eos_token_id", NEVER),
            Map.entry("bos_token_id", NEVER),
            Map.entry("ban_eos_token", IF_FALSE),
            Map.entry("forced_bos_token_id", NEVER),
            Map.entry("forced_eos_token_id", NEVER),
            Map.entry("repetition_detection", NEVER),
            // Other samplers and logits processors.
            Map.entry("samplers", NEVER),
            Map.entry("sampler_order", NEVER),
            Map.entry("sampler_priority", NEVER),
            Map.entry("temperature_last", IF_FALSE),
            Map.entry("dynamic_temperature", IF_FALSE),
            Map.entry("dynatemp_range", IF_ZERO),
            Map.entry("min_keep", (value) -> IF_ZERO.or(IF_ONE).test(value)),
            Map.entry("penalize_nl", IF_FALSE),
            Map.entry("dry_multiplier", IF_ZERO),
            Map.entry("xtc_probability", IF_ZERO),
            Map.entry("mirostat", IF_ZERO),
            Map.entry("mirostat_mode", IF_ZERO),
            Map.entry("top_n_sigma", IF_NOT_POSITIVE),
            Map.entry("nsigma", IF_NOT_POSITIVE),
            Map.entry("top_a", IF_ZERO),
            Map.entry("top_h", NEVER),
            Map.entry("tfs", IF_ONE),
            Map.entry("tfs_z", IF_ONE),
            Map.entry("skew", IF_ZERO),
            Map.entry("smoothing_factor", IF_ZERO),
            Map.entry("guidance_scale", IF_ONE),
            Map.entry("cfg_scale", IF_ONE),
            Map.entry("sequence_bias", IF_EMPTY),
            Map.entry("bad_words_ids", IF_EMPTY),
            Map.entry("banned_strings", IF_NOTHING),
            Map.entry("begin_suppress_tokens", IF_EMPTY),
            Map.entry("encoder_repetition_penalty", IF_ONE),
            Map.entry("encoder_no_repeat_ngram_size", IF_ZERO),
            Map.entry("exponential_decay_length_penalty", NEVER),
            Map.entry("renormalize_logits", IF_FALSE),
            Map.entry("remove_invalid_values", IF_FALSE),
            Map.entry("token_healing", IF_FALSE),
            Map.entry("watermark", IF_FALSE),
            Map.entry("logits_processors", IF_EMPTY),
            Map.entry("custom_logit_processor", NEVER),
            Map.entry("custom_params", IF_EMPTY),
            Map.entry("vllm_xargs", IF_EMPTY),
            Map.entry("extra_args", IF_EMPTY),
            // Other contents of a response.
            Map.entry("details", IF_FALSE),
            Map.entry("decoder_input_details", IF_FALSE),
            Map.entry("top_n_tokens", IF_ZERO),
            Map.entry("post_sampling_probs", IF_FALSE),
            Map.entry("output_scores", IF_FALSE),
            Map.entry("output_logits", IF_FALSE),
            Map.entry("output_attentions", IF_FALSE),
            Map.entry("output_hidden_states", IF_FALSE),
            Map.entry("return_dict_in_generate", IF_FALSE),
            Map.entry("return_hidden_states", IF_FALSE),
            Map.entry("response_fields", IF_EMPTY),
            Map.entry("parse_special", IF_TRUE),
            Map.entry("with_pieces", IF_FALSE),
            Map.entry("normalize", IF_TRUE),
            Map.entry("truncate", IF_FALSE.or(oneOf("NONE"))),
            // Adapters, and transfers of caches.
            Map.entry("lora", IF_EMPTY),
            Map.entry("lora_path", NEVER),
            Map.entry("adapter_id", NEVER),
            Map.entry("kv_transfer_params", IF_EMPTY));
    // @formatter:on

    /** For some fields, what to use instead. */
    private static final Map<String, String> ADVICE = Map.ofEntries(
    // @formatter:off
            Map.entry("parameters", "move its fields to the top level of the body"),
            Map.entry("extra_body", "move its fields to the top level of the body"),
            Map.entry("options", "move its fields to the top level of the body"),
            Map.entry("chat_template", "set inkwell.chat-template"),
            Map.entry("enable_thinking", "use chat_template_kwargs"),
            Map.entry("max_length", "use max_tokens, which does not count the prompt"),
            Map.entry("min_length", "use min_tokens, which does not count the prompt"),
            Map.entry("eos_token_id", "use stop_token_ids, with or without ignore_eos"),
            Map.entry("ban_eos_token", "use ignore_eos, or logit_bias with false for the token"),
            Map.entry("samplers", "the order of samplers is fixed"),
            Map.entry("sampler_order", "the order of samplers is fixed"),
            Map.entry("sampler_priority", "the order of samplers is fixed"),
            Map.entry("temperature_last", "the order of samplers is fixed"),
            Map.entry("bad_words_ids", "use bad_words, or logit_bias with false for a token"),
            Map.entry("banned_strings", "use bad_words"),
            Map.entry("begin_suppress_tokens", "use suppress_tokens"),
            Map.entry("top_n_tokens", "use logprobs"),
            Map.entry("truncate", "use truncate_prompt_tokens"));
    // @formatter:on

    private UnsupportedFields() {
    }

    public static Set<String> names() {
        return NEUTRAL.keySet();
    }

    static boolean contains(String name) {
        return NEUTRAL.containsKey(name);
    }

    /**
     * @throws ServiceException if the value is not neutral
     */
    static void reject(String name, JsonNode value, UnknownFields unknown) {
        if (!NEUTRAL.getOrDefault(name, NEVER).test(value)) {
            throw ServiceException.invalid(name,
                    name + " is not supported" + advice(ADVICE.get(name)) + "; given: " + GivenValue.of(value));
        }
        if (name.equals(FORMAT)) {
            PLAIN_FORMAT.check(name, value, unknown);
        }
    }

    private static String advice(@Nullable String advice) {
        return (advice != null) ? ": " + advice : "";
    }

    private static Predicate<JsonNode> equalTo(int number) {
        return (value) -> value.isNumber() && value.doubleValue() == number;
    }

    private static Predicate<JsonNode> oneOf(String... words) {
        Set<String> neutral = Set.of(words);
        return (value) -> value.isString() && neutral.contains(value.stringValue());
    }

}
