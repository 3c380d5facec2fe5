package io.inkwell.model.adapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.inkwell.model.checkpoint.CheckpointException;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.checkpoint.SafetensorsFile;
import io.inkwell.model.checkpoint.TensorInfo;

/**
 * The folder of an adapter, open for reading. Its options and shapes are checked when it
 * is opened; its values take memory only when a layer is read.
 */
public final class LoraFile implements LoraLayers, AutoCloseable {

    private static final String PICKLE = "adapter_model.bin";

    /** Bounds the array of a tensor's bytes. */
    private static final int MAX_VALUES = 1 << 27;

    private final SafetensorsFile file;

    private final LoraConfig config;

    private final Gpt2Config base;

    private final String prefix;

    private LoraFile(SafetensorsFile file, LoraConfig config, Gpt2Config base) {
        this.file = file;
        this.config = config;
        this.base = base;
        this.prefix = LoraNames.prefix(file.names());
    }

    /**
     * Opens a folder that PEFT's {@code save_pretrained} wrote.
     * @param base the model that it changes
     * @param maxRank the largest rank to accept
     * @throws CheckpointException if a file is missing or invalid, uses an unsupported
     * option, or does not match the base model
     */
    public static LoraFile open(Path folder, Gpt2Config base, int maxRank) throws IOException {
        LoraConfig config = LoraConfig.read(folder);
        if (config.rank() > maxRank) {
            throw new CheckpointException(folder.resolve(LoraConfig.FILE).toString(),
                    "r must be at most " + maxRank + "; given: " + config.rank());
        }
        Path path = folder.resolve(LoraAdapter.WEIGHTS_FILE);
        if (!Files.exists(path) && Files.exists(folder.resolve(PICKLE))) {
            throw new CheckpointException(path.toString(), "does not exist; " + PICKLE
                    + " can run code when it is read and is not supported: save the adapter as safetensors");
        }
        LoraFile opened = new LoraFile(SafetensorsFile.open(path), config, base);
        try {
            opened.requireShapes();
            return opened;
        }
        catch (IOException | RuntimeException ex) {
            opened.close();
            throw ex;
        }
    }

    private void requireShapes() throws IOException {
        Set<String> used = new HashSet<>();
        for (int layer = 0; layer < this.base.numLayers(); layer++) {
            for (LoraTarget target : this.config.targets()) {
                long rank = this.config.rank();
                used.add(requireShape(nameOfA(layer, target), List.of(rank, (long) target.inputs(this.base))));
                used.add(requireShape(nameOfB(layer, target), List.of((long) target.outputs(this.base), rank)));
            }
        }
        for (String name : this.file.names()) {
            if (!used.contains(name)) {
                throw rejection(name,
                        "must not exist: the adapter has " + this.base.numLayers()
                                + " layers, as its base model, with the targets "
                                + this.config.targets().stream().map(LoraTarget::module).toList());
            }
        }
    }

    private String requireShape(String name, List<Long> shape) throws CheckpointException {
        if (!this.file.names().contains(name)) {
            throw rejection(name, "is missing; expected shape: " + shape);
        }
        TensorInfo info = this.file.info(name);
        if (!info.shape().equals(shape)) {
            throw rejection(name, "does not match r and the base model; expected shape: " + shape + "; found: "
                    + info.dtype() + " of shape " + info.shape());
        }
        if (shape.get(0) * shape.get(1) > MAX_VALUES) {
            throw rejection(name, "must have at most " + MAX_VALUES + " values; found: shape " + shape);
        }
        return name;
    }

    @Override
    public LoraConfig config() {
        return this.config;
    }

    /**
     * Reads the factors of a layer.
     * @throws CheckpointException if they contain values that are not finite
     */
    @Override
    public LoraLayer layer(int index) throws IOException {
        Map<LoraTarget, LoraMatrices> matrices = new EnumMap<>(LoraTarget.class);
        for (LoraTarget target : this.config.targets()) {
            matrices.put(target, new LoraMatrices(values(nameOfA(index, target)), values(nameOfB(index, target))));
        }
        return new LoraLayer(matrices);
    }

    private float[] values(String name) throws IOException {
        float[] values = this.file.values(name, 0, (int) this.file.info(name).numElements());
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw rejection(name, "must contain only finite values; found: " + value);
            }
        }
        return values;
    }

    private String nameOfA(int layer, LoraTarget target) {
        return LoraNames.ofA(this.prefix, layer, target);
    }

    private String nameOfB(int layer, LoraTarget target) {
        return LoraNames.ofB(this.prefix, layer, target);
    }

    private CheckpointException rejection(String name, String problem) {
        return new CheckpointException(this.file.name(), "tensor \"" + name + "\" " + problem);
    }

    @Override
    public void close() throws IOException {
        this.file.close();
    }

}
