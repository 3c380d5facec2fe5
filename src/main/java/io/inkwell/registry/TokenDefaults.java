package io.inkwell.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is made more or less likely, and what ends a text.
 *
 * @param badWords runs of tokens that are not written
 * @param suppressed tokens that are not written, whatever a request says
 * @param bias what is added to the logits of tokens
 */
public record TokenDefaults(List<List<Integer>> badWords, Set<Integer> suppressed, Map<Integer, Float> bias,
        List<String> stopStrings) {

    // What a request may subtract from a logit at most: the token is not chosen.
    private static final float SUPPRESSING_BIAS = -100;

    /** Leaves everything open. */
    public static final TokenDefaults NONE = new TokenDefaults(List.of(), Set.of(), Map.of(), List.of());

    public TokenDefaults {
        badWords = badWords.stream().map(List::copyOf).toList();
        suppressed = Set.copyOf(suppressed);
        bias = Map.copyOf(bias);
        stopStrings = List.copyOf(stopStrings);
    }

    /** Biases of a request, with those that suppress tokens. */
    public Map<Integer, Float> withSuppressed(Map<Integer, Float> biases) {
        Map<Integer, Float> all = new LinkedHashMap<>(biases);
        this.bias.forEach((id, value) -> {
            if (this.suppressed.contains(id)) {
                all.put(id, value);
            }
        });
        return all;
    }

    TokenDefaults fitting(int vocabSize, Set<Integer> eosTokenIds) {
        Set<Integer> known = this.suppressed.stream()
            .filter((id) -> id < vocabSize)
            .collect(Collectors.toCollection(TreeSet::new));
        Map<Integer, Float> biases = new LinkedHashMap<>();
        this.bias.forEach((id, value) -> {
            if (id < vocabSize) {
                biases.put(id, value);
            }
        });
        known.stream().filter(eosTokenIds::contains).forEach((id) -> biases.put(id, SUPPRESSING_BIAS));
        return new TokenDefaults(
                this.badWords.stream().filter((word) -> word.stream().allMatch((id) -> id < vocabSize)).toList(), known,
                biases, this.stopStrings);
    }

}
