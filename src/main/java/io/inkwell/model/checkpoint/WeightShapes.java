package io.inkwell.model.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names and shapes of a network's weights: Hugging Face names without the
 * {@code transformer.} prefix, in the order of {@link Checkpoint#weightNames()}.
 */
public final class WeightShapes {

    public static final String HEAD = "lm_head.weight";

    static final String EMBEDDING = "wte.weight";

    private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

    private WeightShapes(Gpt2Config config) {
        long vocab = config.vocabSize();
        long hidden = config.hiddenSize();
        this.shapes.put(EMBEDDING, List.of(vocab, hidden));
        this.shapes.put("wpe.weight", List.of((long) config.maxPositions(), hidden));
        for (int layer = 0; layer < config.numLayers(); layer++) {
            addLayer("h." + layer + ".", hidden, config.innerSize());
            addActivation("h." + layer + ".mlp.act.", config.activation());
        }
        addNorm("ln_f", hidden);
        if (!config.tieWordEmbeddings()) {
            this.shapes.put(HEAD, List.of(vocab, hidden));
        }
    }

    /**
     * The shape of each weight by name. A tied output matrix is not among them; a scalar
     * has an empty shape.
     */
    public static Map<String, List<Long>> of(Gpt2Config config) {
        return Collections.unmodifiableMap(new WeightShapes(config).shapes);
    }

    /**
     * The memory of the loaded weights in bytes: matrices in the given precision; biases,
     * norms and position embeddings in float32. The head is stored in addition to the
     * token embedding, which is then in half precision, unless both are one float32
     * matrix.
     */
    public static long bytes(Gpt2Config config, Precision precision) {
        long embedding = (long) config.vocabSize() * config.hiddenSize();
        long total = 0;
        for (Map.Entry<String, List<Long>> weight : of(config).entrySet()) {
            long numbers = weight.getValue().stream().reduce(1L, Math::multiplyExact);
            boolean isMatrix = weight.getKey().startsWith("h.") && weight.getValue().size() == 2;
            boolean isEmbedding = weight.getKey().equals(EMBEDDING) || weight.getKey().equals(HEAD);
            total += isEmbedding ? 0 : numbers * (isMatrix ? precision.bytesPerWeight() : Float.BYTES);
        }
        boolean isShared = precision == Precision.FLOAT32 && config.tieWordEmbeddings();
        long embeddings = isShared ? Float.BYTES : precision.bytesPerWeight() + Math.max(2, precision.bytesPerWeight());
        return total + embedding * embeddings;
    }

    private void addLayer(String layer, long hidden, long inner) {
        addNorm(layer + "ln_1", hidden);
        addProjection(layer + "attn.c_attn", hidden, 3 * hidden);
        addProjection(layer + "attn.c_proj", hidden, hidden);
        addNorm(layer + "ln_2", hidden);
        addProjection(layer + "mlp.c_fc", hidden, inner);
        addProjection(layer + "mlp.c_proj", inner, hidden);
    }

    // transformers stores learned parameters as vectors of length 1 and constants as
    // scalars.
    private void addActivation(String prefix, Activation activation) {
        for (String name : activation.parameters()) {
            boolean isLearned = name.equals("weight") || name.startsWith("alpha");
            this.shapes.put(prefix + name, isLearned ? List.of(1L) : List.of());
        }
    }

    private void addNorm(String name, long size) {
        this.shapes.put(name + ".weight", List.of(size));
        this.shapes.put(name + ".bias", List.of(size));
    }

    // GPT-2's Conv1D, the transpose of PyTorch's Linear.
    private void addProjection(String name, long in, long out) {
        this.shapes.put(name + ".weight", List.of(in, out));
        this.shapes.put(name + ".bias", List.of(out));
    }

}
