package io.inkwell.web.fields;

import java.util.Set;

/**
 * Fields of other servers that have no effect here: they identify the client, tune
 * another server, or belong to a feature that must be off.
 */
public final class NeutralFields {

    public static final Set<String> NAMES = Set.of(
    // @formatter:off
            // Identity and purpose of the request.
            "user", "metadata", "store", "service_tier", "safety_identifier", "session_id", "chat_id", "conversation_id",
            "thread_id", "request_id", "rid",
            // Caching, scheduling and reporting of other servers.
            "prompt_cache_key", "prompt_cache_retention", "prompt_cache_options", "prediction", "cache_prompt", "id_slot", "slot_id", "n_keep",
            "n_discard", "n_cache_reuse", "keep_alive", "use_cache", "cache_implementation", "low_memory", "backend_sampling", "pad_token_id",
            "timings_per_token", "return_progress", "stream_interval", "usage", "api_type",
            "api_server", "legacy_api",
            // The number of tool calls, which is one at most, and reasoning, which these models do not support.
            "parallel_tool_calls", "max_tool_calls", "reasoning", "reasoning_effort", "reasoning_format", "include_reasoning", "separate_reasoning",
            "stream_reasoning", "parse_tool_calls",
            // Detokenization options with a single supported behavior.
            "spaces_between_special_tokens",
            // Parameters of samplers that must be off.
            "mirostat_tau", "mirostat_eta", "xtc_threshold", "dynatemp_exponent", "dynatemp_low", "dynatemp_high", "dry_base",
            "dry_allowed_length", "dry_penalty_last_n", "dry_range", "dry_sequence_breakers", "smoothing_curve",
            "guided_decoding_backend", "guided_whitespace_pattern", "rep_pen_slope");
    // @formatter:on

    /** Neutral fields of nested objects: padding that hides the length of tokens. */
    static final Set<String> NESTED = Set.of("include_obfuscation");

    private NeutralFields() {
    }

}
