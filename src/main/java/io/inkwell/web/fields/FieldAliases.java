package io.inkwell.web.fields;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Maps field names of other servers to the equivalent fields of this service.
 * {@link UnsupportedFields} rejects fields without an equivalent.
 */
public final class FieldAliases {

    /** For each field, its aliases. */
    private static final Map<String, List<String>> NAMES = Map.ofEntries(
    // @formatter:off
            Map.entry("max_tokens", List.of("max_completion_tokens", "max_new_tokens", "max_output_tokens", "max_gen_len",
                    "max_tokens_to_sample", "n_predict", "num_predict")),
            Map.entry("min_tokens", List.of("min_new_tokens")),
            Map.entry("n", List.of("num_return_sequences", "num_generations", "n_cmpl")),
            Map.entry("stop", List.of("stop_strings", "stop_sequences", "stop_sequence", "stopping_strings", "stop_words")),
            Map.entry("seed", List.of("random_seed", "sampler_seed")),
            Map.entry("temperature", List.of("temp")),
            Map.entry("typical_p", List.of("typical", "typ_p")),
            Map.entry("repetition_penalty", List.of("repeat_penalty", "rep_pen", "rep_penalty")),
            Map.entry("presence_penalty", List.of("presence_pen", "pres_pen")),
            Map.entry("frequency_penalty", List.of("frequency_pen", "freq_pen")),
            Map.entry("echo", List.of("return_full_text")),
            Map.entry("include_stop_str_in_output", List.of("no_stop_trim")),
            Map.entry("return_token_ids", List.of("return_tokens")),
            Map.entry("truncate_prompt_tokens", List.of("truncate", "prompt_truncate_len")),
            Map.entry("continue_final_message", List.of("continue_")),
            Map.entry("prompt", List.of("inputs", "content")),
            Map.entry("input", List.of("inputs")),
            Map.entry("dimensions", List.of("output_dimension")),
            Map.entry("add_special_tokens", List.of("add_special", "add_bos_token")));
    // @formatter:on

    private static final Map<String, List<String>> TARGETS = invert();

    private FieldAliases() {
    }

    /** Returns the field of the body that an alias stands for; null if there is none. */
    static @Nullable String target(String name, BodyFields body) {
        return TARGETS.getOrDefault(name, List.of()).stream().filter(body::contains).findFirst().orElse(null);
    }

    /** All aliases with the fields that they stand for. */
    public static Map<String, List<String>> targets() {
        return TARGETS;
    }

    /** The aliases for fields of this body. */
    static List<String> of(BodyFields body) {
        Set<String> names = body.names();
        return TARGETS.entrySet()
            .stream()
            .filter((alias) -> alias.getValue().stream().anyMatch(names::contains))
            .map(Map.Entry::getKey)
            .toList();
    }

    private static Map<String, List<String>> invert() {
        Map<String, List<String>> targets = new TreeMap<>();
        NAMES.forEach(
                (field, names) -> names.forEach((name) -> targets.merge(name, List.of(field), FieldAliases::both)));
        return Map.copyOf(targets);
    }

    private static List<String> both(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

}
