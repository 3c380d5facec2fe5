package io.inkwell.weights;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.registry.LoadedModel;

/**
 * The structure of a model and its cost in parameters, memory and operations. All
 * {@code numLayers} blocks have the same parts.
 */
@JsonPropertyOrder({ "model", "vocabulary_size", "context_length", "hidden_size", "num_layers", "num_heads",
        "head_size", "inner_size", "activation", "layer_norm_epsilon", "tied_embeddings", "precision", "device",
        "parameters", "memory", "flops", "embedding", "block", "head" })
record Architecture(String model, int vocabularySize, int contextLength, int hiddenSize, int numLayers, int numHeads,
        int headSize, int innerSize, String activation, double layerNormEpsilon, boolean tiedEmbeddings,
        String precision, String device, Parameters parameters, Memory memory, Flops flops,
        List<ArchitecturePart> embedding, List<ArchitecturePart> block, List<ArchitecturePart> head) {

    static Architecture of(LoadedModel model, Checkpoint checkpoint) {
        Gpt2Config config = checkpoint.config();
        ArchitectureParts parts = new ArchitectureParts(checkpoint);
        List<ArchitecturePart> embedding = parts.embedding();
        List<ArchitecturePart> block = parts.block();
        List<ArchitecturePart> head = parts.head();
        Parameters parameters = Parameters.of(config, embedding, block, head);
        return new Architecture(model.name(), config.vocabSize(), config.maxPositions(), config.hiddenSize(),
                config.numLayers(), config.numHeads(), config.headSize(), config.innerSize(),
                config.activation().label(), config.layerNormEpsilon(), config.tieWordEmbeddings(),
                model.model().precision().label(), model.device(), parameters,
                Memory.of(config, checkpoint, parameters), Flops.of(config, block, head), embedding, block, head);
    }

    /**
     * @param block in one block
     * @param blocks in all blocks
     * @param head the final norm, and the output matrix unless it is tied to the token
     * embedding
     */
    @JsonPropertyOrder({ "total", "embedding", "block", "blocks", "head" })
    record Parameters(long total, long embedding, long block, long blocks, long head) {

        static Parameters of(Gpt2Config config, List<ArchitecturePart> embedding, List<ArchitecturePart> block,
                List<ArchitecturePart> head) {
            long blocks = config.numLayers() * count(block);
            return new Parameters(count(embedding) + blocks + count(head), count(embedding), count(block), blocks,
                    count(head));
        }

        private static long count(List<ArchitecturePart> parts) {
            return parts.stream().mapToLong(ArchitecturePart::parameters).sum();
        }

    }

    /**
     * @param checkpointBytes size of the weights in their files
     * @param float32Bytes size of the weights in float32
     * @param kvBytesPerToken size of the keys and values of one token in all blocks
     * @param kvBytesPerContext size of the keys and values of the longest sequence
     */
    @JsonPropertyOrder({ "checkpoint_bytes", "float32_bytes", "kv_bytes_per_token", "kv_bytes_per_context" })
    record Memory(long checkpointBytes, long float32Bytes, long kvBytesPerToken, long kvBytesPerContext) {

        static Memory of(Gpt2Config config, Checkpoint checkpoint, Parameters parameters) {
            long stored = checkpoint.weightNames()
                .stream()
                .mapToLong((weight) -> checkpoint.info(weight).sizeBytes())
                .sum();
            return new Memory(stored, parameters.total() * Float.BYTES, config.kvBytesPerToken(),
                    config.kvBytesPerToken() * config.maxPositions());
        }

    }

    /**
     * Operations per token. A multiply-add counts as two.
     *
     * @param fixed operations of every token
     * @param perPosition operations per attended position, including its own
     * @param atFullContext operations of the last token of the longest sequence
     */
    @JsonPropertyOrder({ "fixed", "per_position", "at_full_context" })
    record Flops(long fixed, long perPosition, long atFullContext) {

        static Flops of(Gpt2Config config, List<ArchitecturePart> block, List<ArchitecturePart> head) {
            long fixed = config.numLayers() * sum(block) + sum(head);
            long perPosition = config.numLayers() * block.stream().mapToLong(ArchitecturePart::flopsPerPosition).sum();
            return new Flops(fixed, perPosition, fixed + config.maxPositions() * perPosition);
        }

        private static long sum(List<ArchitecturePart> parts) {
            return parts.stream().mapToLong(ArchitecturePart::flops).sum();
        }

    }

}
