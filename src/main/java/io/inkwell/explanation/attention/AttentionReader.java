package io.inkwell.explanation.attention;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

import io.inkwell.explanation.CancellationToken;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.introspection.Attention;
import io.inkwell.model.introspection.AttentionStage;
import io.inkwell.model.introspection.Gpt2Explainer;

/** Computes the attention of a prompt. */
final class AttentionReader {

    /** Scores in memory at once when all heads are read. */
    private static final long NUMBERS_AT_ONCE = 1L << 23;

    private final Gpt2Model model;

    private final CancellationToken cancellation;

    AttentionReader(Gpt2Model model, CancellationToken cancellation) {
        this.model = model;
        this.cancellation = cancellation;
    }

    /**
     * Computes the stages of a request, with heads combined and the first token hidden if
     * requested.
     */
    Map<AttentionStage, Attention> read(AttentionRequest request, int[] tokens) {
        Gpt2Config config = this.model.config();
        Map<AttentionStage, Attention> stages = new EnumMap<>(AttentionStage.class);
        try (Gpt2Explainer explainer = this.model.newExplainer()) {
            for (AttentionStage stage : request.stages()) {
                this.cancellation.throwIfCancelled();
                Attention attention = explainer.attention(tokens, request.layersOf(config), request.headsOf(config),
                        stage);
                if (request.hideFirstToken() && stage == AttentionStage.SOFTMAX) {
                    hideFirst(attention);
                }
                stages.put(stage, request.combine().of(attention));
            }
        }
        return stages;
    }

    /** Computes all heads of all layers, a few layers at a time. */
    void readAll(int[] tokens, LayerConsumer consumer) {
        Gpt2Config config = this.model.config();
        int[] heads = range(0, config.numHeads());
        long numbers = (long) config.numHeads() * tokens.length * tokens.length;
        int step = (int) Math.max(1, Math.min(config.numLayers(), NUMBERS_AT_ONCE / numbers));
        try (Gpt2Explainer explainer = this.model.newExplainer()) {
            for (int first = 0; first < config.numLayers(); first += step) {
                this.cancellation.throwIfCancelled();
                int[] layers = range(first, Math.min(first + step, config.numLayers()));
                consumer.accept(first, explainer.attention(tokens, layers, heads, AttentionStage.SOFTMAX));
            }
        }
    }

    private static void hideFirst(Attention attention) {
        for (int i = 0; i < attention.scores().length; i += attention.numTokens()) {
            attention.scores()[i] = 0;
        }
    }

    private static int[] range(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    /** Receives the attention of consecutive layers. */
    @FunctionalInterface
    interface LayerConsumer {

        void accept(int firstLayer, Attention attention);

    }

}
