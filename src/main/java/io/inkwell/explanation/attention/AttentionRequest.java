package io.inkwell.explanation.attention;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.introspection.AttentionStage;

/**
 * A valid request for attention.
 *
 * @param layers indices from 0; null for the default of the view
 * @param heads indices from 0; null for the default of the view
 * @param hideFirstToken whether to set the weight of the first token to 0
 * @param products whether view neuron returns the products of queries and keys
 */
record AttentionRequest(AttentionView view, @Nullable List<Integer> layers, @Nullable List<Integer> heads,
        Set<AttentionStage> stages, AttentionCombination combine, boolean hideFirstToken, boolean products,
        AttentionEncoding encoding, AttentionFormat format) {

    AttentionRequest {
        requireTogether(encoding != AttentionEncoding.U8 || stages.equals(Set.of(AttentionStage.SOFTMAX)), "encoding",
                "encoding u8 supports only stage softmax");
        requireTogether(view != AttentionView.NEURON || combine == AttentionCombination.NONE, "combine",
                "view neuron supports only combine none: combined heads have no queries and keys");
        if (format == AttentionFormat.BERTVIZ) {
            requireTogether(stages.equals(Set.of(AttentionStage.SOFTMAX)), "stages",
                    "format bertviz supports only stage softmax");
            requireTogether(encoding == AttentionEncoding.JSON, "encoding",
                    "format bertviz supports only encoding json");
            requireTogether(combine == AttentionCombination.NONE, "combine",
                    "format bertviz supports only combine none");
            requireTogether(view == AttentionView.MODEL || heads == null || heads.isEmpty(), "heads",
                    "format bertviz supports heads only with view model");
            requireTogether(view != AttentionView.NEURON || layers == null || layers.isEmpty(), "layers",
                    "format bertviz does not support layers with view neuron");
        }
    }

    /** The requested layers, ascending. */
    int[] layersOf(Gpt2Config config) {
        boolean all = this.view == AttentionView.MODEL || this.format == AttentionFormat.BERTVIZ;
        return chosen("layers", this.layers, config.numLayers(), all);
    }

    /** The requested heads of each layer, ascending. */
    int[] headsOf(Gpt2Config config) {
        boolean all = this.view != AttentionView.NEURON || this.format == AttentionFormat.BERTVIZ;
        return chosen("heads", this.heads, config.numHeads(), all);
    }

    /**
     * @throws ServiceException if the response would be too large
     */
    void requireFits(int numTokens, Gpt2Config config, ExplanationLimits limits) {
        long heads = (long) layersOf(config).length * headsOf(config).length;
        long numbers = heads * numTokens * numTokens * this.stages.size();
        if (this.view == AttentionView.NEURON) {
            numbers += heads * numTokens * config.headSize() * (hasProducts() ? numTokens + 2L : 2);
        }
        limits.maxNumbers().requireResponse("numbers", numbers, "request fewer layers, heads, stages or tokens");
    }

    /** Whether the native response contains queries and keys. */
    boolean hasVectors() {
        return this.view == AttentionView.NEURON && this.format == AttentionFormat.NATIVE;
    }

    /** Whether the response contains the products of queries and keys. */
    boolean hasProducts() {
        return hasVectors() && this.products;
    }

    private static int[] chosen(String field, @Nullable List<Integer> given, int size, boolean allByDefault) {
        if (given == null || given.isEmpty()) {
            return allByDefault ? IntStream.range(0, size).toArray() : new int[] { 0 };
        }
        for (int index : given) {
            ServiceException.require(index >= 0 && index < size, field, "numbers from 0 to " + (size - 1), index);
        }
        return given.stream().mapToInt(Integer::intValue).sorted().distinct().toArray();
    }

    private static void requireTogether(boolean holds, String field, String rule) {
        if (!holds) {
            throw ServiceException.invalid(field, rule);
        }
    }

}
