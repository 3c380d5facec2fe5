package io.inkwell.model.checkpoint;

import java.io.IOException;
import java.util.List;

/**
 * Whether the output matrix is the token embedding, decided as in transformers 5: a
 * config that ties them yields to weights that hold two different ones.
 *
 * @param embedding the stored tensor that is the token embedding
 * @param notices what the config says otherwise
 */
record OutputMatrix(boolean isTied, String embedding, List<String> notices) {

    /**
     * @param config as {@code config.json} has it
     */
    static OutputMatrix of(Gpt2Config config, StoredTensors stored) throws IOException {
        boolean hasHead = stored.has(WeightShapes.HEAD);
        boolean hasEmbedding = stored.has(WeightShapes.EMBEDDING);
        if (!config.tieWordEmbeddings() || !hasHead) {
            return new OutputMatrix(config.tieWordEmbeddings(), WeightShapes.EMBEDDING, List.of());
        }
        if (!hasEmbedding) {
            return new OutputMatrix(true, WeightShapes.HEAD, List.of());
        }
        List<Long> shape = List.of((long) config.vocabSize(), (long) config.hiddenSize());
        StoredTensor head = stored.require(WeightShapes.HEAD, shape);
        boolean isTied = head.sameNumbers(stored.require(WeightShapes.EMBEDDING, shape));
        return new OutputMatrix(isTied, WeightShapes.EMBEDDING, isTied ? List.of() : List.of(head.file().name()
                + ": lm_head.weight differs from wte.weight, so they are not tied, although tie_word_embeddings in "
                + "config.json is true or missing"));
    }

}
