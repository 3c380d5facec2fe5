package io.inkwell.web.fields;

import java.util.Set;

/**
 * Fields that clients of other servers send and that change no answer of this one: they
 * name who asks, describe how another server works, or belong to a field that is refused
 * unless it is off.
 */
public final class NeutralFields {

    public static final Set<String> NAMES = Set.of(
    // @formatter:off
            // Who asks, and what for.
            "user", "metadata", "store", "service_tier", "safety_identifier", "session_id", "chat_id", "conversation_id",
            "thread_id", "request_id", "rid",
            // How another server caches, schedules and reports.
            "prompt_cache_key", "prompt_cache_retention", "prediction", "cache_prompt", "id_slot", "slot_id", "n_keep",
            "n_discard", "n_cache_reuse", "keep_alive", "use_cache", "cache_implementation", "low_memory", "backend_sampling", "pad_token_id",
            "timings_per_token", "return_progress", "stream_interval", "usage", "api_type",
            "api_server", "legacy_api",
            // Reasoning and calls of tools, of which these models do neither.
            "parallel_tool_calls", "reasoning_effort", "reasoning_format", "include_reasoning", "separate_reasoning",
            "stream_reasoning", "parse_tool_calls",
            // Text that this service writes in one way only.
            "spaces_between_special_tokens",
            // Details of samplers that are refused unless they are off.
            "mirostat_tau", "mirostat_eta", "xtc_threshold", "dynatemp_exponent", "dynatemp_low", "dynatemp_high", "dry_base",
            "dry_allowed_length", "dry_penalty_last_n", "dry_range", "dry_sequence_breakers", "smoothing_curve",
            "guided_decoding_backend", "guided_whitespace_pattern", "rep_pen_slope");
    // @formatter:on

    /** Those of an object within a body: padding that hides how long the tokens are. */
    static final Set<String> NESTED = Set.of("include_obfuscation");

    private NeutralFields() {
    }

}
