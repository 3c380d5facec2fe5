package io.inkwell.model.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A config and its weights, validated: every tensor that the network needs exists, with
 * the shape that the config requires and a floating-point dtype. Weights have Hugging
 * Face names without the {@code transformer.} prefix that some checkpoints use. Other
 * tensors, such as the attention masks of old checkpoints, are ignored whatever their
 * dtype.
 */
public final class Checkpoint implements Closeable {

    /** The file with the config, in a folder. */
    public static final String CONFIG_FILE = "config.json";

    /** The file with the weights, unless they are in shards. */
    public static final String WEIGHTS_FILE = "model.safetensors";

    private final Gpt2Config config;

    private final List<SafetensorsFile> files;

    private final Map<String, StoredTensor> weights = new LinkedHashMap<>();

    private final List<String> notices = new ArrayList<>();

    private Checkpoint(Gpt2Config config, List<String> notices, List<SafetensorsFile> files, StoredTensors stored)
            throws IOException {
        WeightTying tying = WeightTying.of(config, stored);
        this.config = config.withTieWordEmbeddings(tying.isTied());
        this.files = files;
        for (Map.Entry<String, List<Long>> weight : WeightShapes.of(this.config).entrySet()) {
            String name = weight.getKey();
            String storedName = name.equals(WeightShapes.EMBEDDING) ? tying.embedding() : name;
            this.weights.put(name, stored.require(storedName, weight.getValue()));
        }
        this.notices.addAll(notices);
        this.notices.addAll(tying.notices());
        UnusedTensors.of(files, this.weights.values()).notice().ifPresent(this.notices::add);
    }

    /**
     * Opens a folder with {@code config.json} and either {@code model.safetensors} or the
     * shards listed in {@code model.safetensors.index.json}.
     * @throws CheckpointException if a file is missing or invalid, or the files do not
     * match
     */
    public static Checkpoint open(Path folder) throws IOException {
        CheckpointFolder files = new CheckpointFolder(folder);
        Gpt2ConfigReader config = Gpt2ConfigReader.of(files.config());
        return of(config.read(), config.kind(), config.notices(), files.openWeights());
    }

    /**
     * Combines a config with opened weights. Closing the checkpoint closes the weights;
     * they are closed immediately if they do not match the config.
     * @throws CheckpointException if config and weights do not match
     */
    public static Checkpoint of(Gpt2Config config, SafetensorsFile weights) throws IOException {
        return of(config, ModelKind.UNNAMED, List.of(), List.of(weights));
    }

    private static Checkpoint of(Gpt2Config config, ModelKind kind, List<String> notices, List<SafetensorsFile> files)
            throws IOException {
        try {
            StoredTensors stored = new StoredTensors(files);
            kind.requireLanguageModel(stored.has(WeightShapes.HEAD));
            return new Checkpoint(config, notices, files, stored);
        }
        catch (IOException | RuntimeException ex) {
            CheckpointFolder.closeAll(files, ex);
            throw ex;
        }
    }

    /**
     * The config. Whether the output matrix is tied follows the weights, not
     * {@code config.json}.
     */
    public Gpt2Config config() {
        return this.config;
    }

    /**
     * The names of the weights in network order.
     * <ul>
     * <li>{@code wte.weight [vocab, hidden]} and {@code wpe.weight [positions, hidden]}
     * <li>for each layer, under {@code h.0.}, {@code h.1.} and so on, the weight and the
     * bias of {@code ln_1 [hidden]}, {@code attn.c_attn [hidden, 3 hidden]},
     * {@code attn.c_proj [hidden, hidden]}, {@code ln_2 [hidden]},
     * {@code mlp.c_fc [hidden, inner]} and {@code mlp.c_proj [inner, hidden]}, then the
     * parameters of the activation, if any
     * <li>the weight and the bias of {@code ln_f [hidden]}
     * <li>{@code lm_head.weight [vocab, hidden]}, unless it is tied to the embedding
     * </ul>
     */
    public List<String> weightNames() {
        return List.copyOf(this.weights.keySet());
    }

    /**
     * The header entry of a weight; the name in it is the one that the file uses.
     */
    public TensorInfo info(String weight) {
        return weight(weight).info();
    }

    /** Reads bytes of a weight into a buffer; see {@link SafetensorsFile#read}. */
    public void read(String weight, long from, ByteBuffer target) throws IOException {
        StoredTensor stored = weight(weight);
        stored.file().read(stored.info().name(), from, target);
    }

    /** Reads values of a weight; see {@link SafetensorsFile#values}. */
    public float[] values(String weight, long from, int count) throws IOException {
        StoredTensor stored = weight(weight);
        return stored.file().values(stored.info().name(), from, count);
    }

    /**
     * Warnings about contents of the files that the network does not use, one sentence
     * each.
     */
    public List<String> notices() {
        return List.copyOf(this.notices);
    }

    @Override
    public void close() throws IOException {
        CheckpointFolder.closeAll(this.files);
    }

    /** Creates an exception about a weight, with the name that the file uses. */
    public CheckpointException rejection(String weight, String problem) {
        StoredTensor stored = weight(weight);
        return new CheckpointException(stored.file().name(), "tensor \"" + stored.info().name() + "\" " + problem);
    }

    private StoredTensor weight(String name) {
        StoredTensor stored = this.weights.get(name);
        if (stored == null) {
            throw new IllegalArgumentException("the network has no weight \"" + name + "\"");
        }
        return stored;
    }

}
