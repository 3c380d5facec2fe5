package io.inkwell.model.adapter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.inkwell.model.checkpoint.CheckpointException;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.checkpoint.SafetensorsFile;
import io.inkwell.model.checkpoint.SafetensorsWriter;
import io.inkwell.model.checkpoint.TensorInfo;

/**
 * The file of an adapter's weights. PEFT names a tensor
 * {@code base_model.model.transformer.h.0.attn.c_attn.lora_A.weight}; without
 * {@code transformer.} if it was trained on a {@code GPT2Model}.
 */
final class LoraWeights {

    static final String FILE = LoraAdapter.WEIGHTS_FILE;

    private static final String PICKLE = "adapter_model.bin";

    private static final String PREFIX = "base_model.model.";

    private static final String LANGUAGE_MODEL = PREFIX + "transformer.";

    /** Bounds the array of a tensor's bytes. */
    private static final int MAX_VALUES = 1 << 27;

    private final SafetensorsFile file;

    private final LoraConfig config;

    private final Gpt2Config base;

    private final String prefix;

    private final Set<String> used = new HashSet<>();

    private LoraWeights(SafetensorsFile file, LoraConfig config, Gpt2Config base) {
        this.file = file;
        this.config = config;
        this.base = base;
        this.prefix = file.names().stream().anyMatch((name) -> name.startsWith(PREFIX + "h.")) ? PREFIX
                : LANGUAGE_MODEL;
    }

    static List<LoraLayer> read(Path folder, LoraConfig config, Gpt2Config base) throws IOException {
        Path path = folder.resolve(FILE);
        if (!Files.exists(path) && Files.exists(folder.resolve(PICKLE))) {
            throw new CheckpointException(path.toString(), "does not exist; " + PICKLE
                    + " can run code when it is read and is not supported: save the adapter as safetensors");
        }
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            return new LoraWeights(file, config, base).read();
        }
    }

    // All shapes are checked before any values take memory.
    private List<LoraLayer> read() throws IOException {
        for (int layer = 0; layer < this.base.numLayers(); layer++) {
            for (LoraTarget target : this.config.targets()) {
                requireShape(a(this.prefix, layer, target), shapeOfA(target, this.config, this.base));
                requireShape(b(this.prefix, layer, target), shapeOfB(target, this.config, this.base));
            }
        }
        for (String name : this.file.names()) {
            if (!this.used.contains(name)) {
                throw rejection(name,
                        "must not exist: the adapter has " + this.base.numLayers()
                                + " layers, as its base model, with the targets "
                                + this.config.targets().stream().map(LoraTarget::module).toList());
            }
        }
        List<LoraLayer> layers = new ArrayList<>();
        for (int layer = 0; layer < this.base.numLayers(); layer++) {
            Map<LoraTarget, LoraMatrices> matrices = new EnumMap<>(LoraTarget.class);
            for (LoraTarget target : this.config.targets()) {
                matrices.put(target,
                        new LoraMatrices(values(a(this.prefix, layer, target)), values(b(this.prefix, layer, target))));
            }
            layers.add(new LoraLayer(matrices));
        }
        return layers;
    }

    private void requireShape(String name, List<Long> shape) throws CheckpointException {
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
        this.used.add(name);
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

    private CheckpointException rejection(String name, String problem) {
        return new CheckpointException(this.file.name(), "tensor \"" + name + "\" " + problem);
    }

    static void write(Path folder, LoraAdapter adapter) throws IOException {
        Map<String, float[]> tensors = new LinkedHashMap<>();
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        long rank = adapter.config().rank();
        for (int layer = 0; layer < adapter.layers().size(); layer++) {
            for (Map.Entry<LoraTarget, LoraMatrices> each : adapter.layers().get(layer).matrices().entrySet()) {
                String a = a(LANGUAGE_MODEL, layer, each.getKey());
                String b = b(LANGUAGE_MODEL, layer, each.getKey());
                tensors.put(a, each.getValue().a());
                shapes.put(a, List.of(rank, each.getValue().a().length / rank));
                tensors.put(b, each.getValue().b());
                shapes.put(b, List.of(each.getValue().b().length / rank, rank));
            }
        }
        try (SafetensorsWriter writer = SafetensorsWriter.create(folder.resolve(FILE), shapes)) {
            for (float[] values : tensors.values()) {
                writer.write(bytes(values));
            }
            writer.finish();
        }
        Files.write(folder.resolve(LoraConfig.FILE), adapter.config().write());
    }

    private static ByteBuffer bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    private static List<Long> shapeOfA(LoraTarget target, LoraConfig config, Gpt2Config base) {
        return List.of((long) config.rank(), (long) target.inputs(base));
    }

    private static List<Long> shapeOfB(LoraTarget target, LoraConfig config, Gpt2Config base) {
        return List.of((long) target.outputs(base), (long) config.rank());
    }

    static String nameOfA(int layer, LoraTarget target) {
        return a(LANGUAGE_MODEL, layer, target);
    }

    static String nameOfB(int layer, LoraTarget target) {
        return b(LANGUAGE_MODEL, layer, target);
    }

    private static String a(String prefix, int layer, LoraTarget target) {
        return name(prefix, layer, target, "lora_A");
    }

    private static String b(String prefix, int layer, LoraTarget target) {
        return name(prefix, layer, target, "lora_B");
    }

    private static String name(String prefix, int layer, LoraTarget target, String factor) {
        return prefix + "h." + layer + "." + target.module() + "." + factor + ".weight";
    }

}
