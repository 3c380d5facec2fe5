package io.inkwell.model.adapter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.inkwell.model.checkpoint.CheckpointException;
import io.inkwell.model.checkpoint.Gpt2Config;

/**
 * A LoRA adapter: its options, and the factors for each layer and target. The arrays are
 * not copied; they must not change while the adapter is in use.
 */
public final class LoraAdapter implements LoraLayers {

    /** The file with the weights, in a folder. */
    public static final String WEIGHTS_FILE = "adapter_model.safetensors";

    private final LoraConfig config;

    private final List<LoraLayer> layers;

    /**
     * @param base the model that it changes
     * @param layers the factors of each layer of the base model
     * @throws IllegalArgumentException if a layer has other targets than the config, or
     * an array does not have the size that the config and the base require
     */
    public LoraAdapter(LoraConfig config, Gpt2Config base, List<LoraLayer> layers) {
        if (layers.size() != base.numLayers()) {
            throw new IllegalArgumentException(
                    "layers must be " + base.numLayers() + ", those of the base model; given: " + layers.size());
        }
        layers.forEach((layer) -> layer.requireFits(config, base));
        this.config = config;
        this.layers = List.copyOf(layers);
    }

    /**
     * Reads a folder that PEFT's {@code save_pretrained} wrote.
     * @throws CheckpointException if a file is missing or invalid, uses an unsupported
     * option, does not match the base model, or contains values that are not finite
     */
    public static LoraAdapter read(Path folder, Gpt2Config base) throws IOException {
        try (LoraFile file = LoraFile.open(folder, base, LoraConfig.MAX_RANK)) {
            List<LoraLayer> layers = new ArrayList<>();
            for (int layer = 0; layer < base.numLayers(); layer++) {
                layers.add(file.layer(layer));
            }
            return new LoraAdapter(file.config(), base, layers);
        }
    }

    /**
     * Writes {@code adapter_config.json} and {@code adapter_model.safetensors}, which
     * PEFT reads, to an existing folder. The weights are float32 and are flushed to the
     * storage device.
     */
    public void write(Path folder) throws IOException {
        LoraWriter.write(folder, this);
    }

    @Override
    public LoraConfig config() {
        return this.config;
    }

    @Override
    public LoraLayer layer(int index) {
        return this.layers.get(index);
    }

    /** The factors of each layer. */
    public List<LoraLayer> layers() {
        return this.layers;
    }

}
