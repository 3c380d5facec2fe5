package io.inkwell.model.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A config and the weights that belong to it: every tensor that the network needs is
 * there, with the shape that the config asks for and in a floating-point type. Weights
 * are called by Hugging Face's names without the {@code transformer.} that some
 * checkpoints put before them. Tensors that the network does not need, such as the
 * attention masks of old checkpoints, are ignored, whatever their type.
 */
public final class Checkpoint implements AutoCloseable {

    private final Gpt2Config config;

    private final List<SafetensorsFile> files;

    private final Map<String, StoredTensor> weights = new LinkedHashMap<>();

    private final List<String> notices = new ArrayList<>();

    private Checkpoint(Gpt2Config config, List<String> notices, List<SafetensorsFile> files, StoredTensors stored)
            throws IOException {
        OutputMatrix output = OutputMatrix.of(config, stored);
        this.config = config.withTieWordEmbeddings(output.isTied());
        this.files = files;
        for (Map.Entry<String, List<Long>> weight : WeightShapes.of(this.config).entrySet()) {
            String name = weight.getKey();
            String storedName = name.equals(WeightShapes.EMBEDDING) ? output.embedding() : name;
            this.weights.put(name, stored.require(storedName, weight.getValue()));
        }
        this.notices.addAll(notices);
        this.notices.addAll(output.notices());
        UnusedTensors.of(files, this.weights.values()).notice().ifPresent(this.notices::add);
    }

    /**
     * Opens a folder with {@code config.json} and either {@code model.safetensors} or the
     * shards that {@code model.safetensors.index.json} lists.
     * @throws CheckpointException if one of them is missing or broken, or they do not fit
     * together
     */
    public static Checkpoint open(Path folder) throws IOException {
        CheckpointFolder files = new CheckpointFolder(folder);
        Gpt2ConfigReader config = Gpt2ConfigReader.of(files.config());
        return of(config.read(), config.kind(), config.notices(), files.openWeights());
    }

    /**
     * Joins a config and weights that are open already. The weights are closed with the
     * checkpoint, or at once if they do not fit the config.
     * @throws CheckpointException if they do not fit together
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
            closeAll(files);
            throw ex;
        }
    }

    /**
     * Whether the output matrix is tied is what the weights say, not {@code config.json}.
     */
    public Gpt2Config config() {
        return this.config;
    }

    /**
     * The names of the weights in the order of the network:
     * {@code wte.weight [vocab, hidden]}, {@code wpe.weight [positions, hidden]}; for
     * each layer, under {@code h.0.}, {@code h.1.} and so on, the weight and then the
     * bias of {@code ln_1 [hidden]}, {@code attn.c_attn [hidden, 3 hidden]},
     * {@code attn.c_proj [hidden, hidden]}, {@code ln_2 [hidden]},
     * {@code mlp.c_fc [hidden, inner]} and {@code mlp.c_proj [inner, hidden]}, and the
     * parameters of the activation if it has any; then those of {@code ln_f [hidden]};
     * and, only if it is not tied to the embedding,
     * {@code lm_head.weight [vocab, hidden]}.
     */
    public List<String> weightNames() {
        return List.copyOf(this.weights.keySet());
    }

    /** What the file says of a weight; the name in it is the one that the file uses. */
    public TensorInfo info(String weight) {
        return weight(weight).info();
    }

    /**
     * Fills a buffer with bytes of a weight, as {@link SafetensorsFile#read} describes
     * it.
     */
    public void read(String weight, long from, ByteBuffer target) throws IOException {
        StoredTensor stored = weight(weight);
        stored.file().read(stored.info().name(), from, target);
    }

    /** Some numbers of a weight, as {@link SafetensorsFile#values} describes them. */
    public float[] values(String weight, long from, int count) throws IOException {
        StoredTensor stored = weight(weight);
        return stored.file().values(stored.info().name(), from, count);
    }

    /** What the network does not use of the files, a sentence each. */
    public List<String> notices() {
        return List.copyOf(this.notices);
    }

    @Override
    public void close() throws IOException {
        closeAll(this.files);
    }

    /** The refusal of a weight, by the name that the file uses. */
    public CheckpointException refusal(String weight, String problem) {
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

    private static void closeAll(List<SafetensorsFile> files) throws IOException {
        for (SafetensorsFile file : files) {
            file.close();
        }
    }

}
