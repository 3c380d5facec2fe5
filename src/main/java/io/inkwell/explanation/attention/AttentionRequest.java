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
 * Which attention is wanted, and how.
 *
 * @param layers counted from 0; null for what the view shows unless told otherwise
 * @param heads likewise
 * @param hideFirstToken whether the share of the first token is to be 0
 */
record AttentionRequest(AttentionView view, @Nullable List<Integer> layers, @Nullable List<Integer> heads,
        Set<AttentionStage> stages, AttentionCombination combine, boolean hideFirstToken, AttentionEncoding encoding,
        AttentionFormat format) {

    AttentionRequest {
        requireTogether(encoding != AttentionEncoding.U8 || stages.equals(Set.of(AttentionStage.SOFTMAX)), "encoding",
                "u8 holds shares alone: ask for the stage softmax and no other");
        requireTogether(view != AttentionView.NEURON || combine == AttentionCombination.NONE, "combine",
                "combined heads have no queries and keys: the view neuron takes none");
        if (format == AttentionFormat.BERTVIZ) {
            requireTogether(stages.equals(Set.of(AttentionStage.SOFTMAX)), "stages", "bertviz draws softmax alone");
            requireTogether(encoding == AttentionEncoding.JSON, "encoding", "bertviz reads json alone");
            requireTogether(combine == AttentionCombination.NONE, "combine", "bertviz combines heads itself");
            requireTogether(view == AttentionView.MODEL || heads == null || heads.isEmpty(), "heads",
                    "bertviz leaves heads out in the view model alone");
            requireTogether(view != AttentionView.NEURON || layers == null || layers.isEmpty(), "layers",
                    "bertviz leaves no layers out in the view neuron");
        }
    }

    /** The layers of the model that are wanted, ascending. */
    int[] layersOf(Gpt2Config config) {
        boolean all = this.view == AttentionView.MODEL || this.format == AttentionFormat.BERTVIZ;
        return chosen("layers", this.layers, config.numLayers(), all);
    }

    /** The heads that are wanted of each layer, ascending. */
    int[] headsOf(Gpt2Config config) {
        boolean all = this.view != AttentionView.NEURON || this.format == AttentionFormat.BERTVIZ;
        return chosen("heads", this.heads, config.numHeads(), all);
    }

    /**
     * @throws ServiceException if the answer would be larger than one may be
     */
    void requireFits(int numTokens, Gpt2Config config, ExplanationLimits limits) {
        long heads = (long) layersOf(config).length * headsOf(config).length;
        long numbers = heads * numTokens * numTokens * this.stages.size();
        if (this.view == AttentionView.NEURON) {
            numbers += heads * numTokens * config.headSize() * (hasProducts() ? numTokens + 2L : 2);
        }
        limits.maxNumbers().requireResponse("numbers", numbers, "ask for fewer layers, heads, stages or tokens");
    }

    /** Whether queries, keys and their products are told. */
    boolean hasProducts() {
        return this.view == AttentionView.NEURON && this.format == AttentionFormat.NATIVE;
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
