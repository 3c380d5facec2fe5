package io.inkwell.model.checkpoint;

import java.io.IOException;
import java.util.List;

/**
 * Resolves whether the output matrix is tied to the token embedding, as transformers 5
 * does. Weights with two different matrices override a config that ties them.
 *
 * @param embedding the stored name of the token embedding
 * @param notices warnings about contradictions with the config
 */
record WeightTying(boolean isTied, String embedding, List<String> notices) {

    /**
     * @param config the config as read from {@code config.json}
     */
    static WeightTying of(Gpt2Config config, StoredTensors stored) throws IOException {
        boolean hasHead = stored.has(WeightShapes.HEAD);
        boolean hasEmbedding = stored.has(WeightShapes.EMBEDDING);
        if (!config.tieWordEmbeddings() || !hasHead) {
            return new WeightTying(config.tieWordEmbeddings(), WeightShapes.EMBEDDING, List.of());
        }
        if (!hasEmbedding) {
            return new WeightTying(true, WeightShapes.HEAD, List.of());
        }
        List<Long> shape = List.of((long) config.vocabSize(), (long) config.hiddenSize());
        StoredTensor head = stored.require(WeightShapes.HEAD, shape);
        boolean isTied = head.sameNumbers(stored.require(WeightShapes.EMBEDDING, shape));
        return new WeightTying(isTied, WeightShapes.EMBEDDING, isTied ? List.of() : List.of(head.file().name()
                + ": lm_head.weight differs from wte.weight, so they are loaded untied although tie_word_embeddings in "
                + "config.json is true or missing"));
    }

}
