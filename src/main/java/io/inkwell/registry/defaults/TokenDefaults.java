package io.inkwell.registry.defaults;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Default token biases, bans and EOS handling.
 *
 * @param badWords token sequences that must not be generated
 * @param suppressed tokens that must not be generated, whatever a request says
 * @param bias values to add to the logits of tokens
 */
public record TokenDefaults(List<List<Integer>> badWords, Set<Integer> suppressed, Map<Integer, Float> bias,
        List<String> stopStrings) {

    private static final int MAX_SHOWN = 5;

    /** No defaults. */
    public static final TokenDefaults NONE = new TokenDefaults(List.of(), Set.of(), Map.of(), List.of());

    public TokenDefaults {
        badWords = badWords.stream().map(List::copyOf).toList();
        suppressed = Set.copyOf(suppressed);
        bias = Map.copyOf(bias);
        stopStrings = List.copyOf(stopStrings);
    }

    /** The biases, with a ban for each suppressed token. */
    public Map<Integer, Float> withBans(Map<Integer, Float> biases) {
        Map<Integer, Float> all = new LinkedHashMap<>(biases);
        this.suppressed.forEach((id) -> all.put(id, Float.NEGATIVE_INFINITY));
        return all;
    }

    /**
     * Sentences about values that transformers rejects and {@link #fitting} drops.
     * Transformers ignores suppressed tokens that the model lacks.
     */
    Stream<String> problems(int vocabSize) {
        Stream<Integer> banned = this.badWords.stream().flatMap(List::stream);
        return Stream.concat(beyond("bad_words_ids", banned, vocabSize),
                beyond("sequence_bias", this.bias.keySet().stream(), vocabSize));
    }

    private static Stream<String> beyond(String field, Stream<Integer> ids, int vocabSize) {
        List<Integer> beyond = ids.filter((id) -> id >= vocabSize).distinct().sorted().limit(MAX_SHOWN).toList();
        return beyond.isEmpty() ? Stream.of()
                : Stream.of(GenerationConfig.FILE + ": " + field + " has no effect on tokens that the model lacks: "
                        + "they must be below " + vocabSize + "; given: " + beyond);
    }

    /**
     * A copy without tokens that the model lacks, and without bad words that contain EOS
     * tokens.
     */
    TokenDefaults fitting(int vocabSize, Set<Integer> eosTokenIds) {
        Map<Integer, Float> biases = new LinkedHashMap<>(this.bias);
        biases.keySet().removeIf((id) -> id >= vocabSize);
        return new TokenDefaults(
                this.badWords.stream()
                    .filter((word) -> word.stream().allMatch((id) -> id < vocabSize))
                    .filter((word) -> word.size() > 1 || !eosTokenIds.contains(word.get(0)))
                    .toList(),
                this.suppressed.stream().filter((id) -> id < vocabSize).collect(Collectors.toSet()), biases,
                this.stopStrings);
    }

}
