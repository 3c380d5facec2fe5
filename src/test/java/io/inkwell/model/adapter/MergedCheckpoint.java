package io.inkwell.model.adapter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.ElementType;
import io.inkwell.model.checkpoint.SafetensorsBuilder;
import io.inkwell.model.checkpoint.SafetensorsFile;
import io.inkwell.model.checkpoint.TensorInfo;

/** The embedded model with an adapter merged into its weights, in float32. */
public final class MergedCheckpoint {

    private static final String PREFIX = "transformer.";

    private MergedCheckpoint() {
    }

    public static Checkpoint open(LoraAdapter adapter) throws IOException {
        return Checkpoint.of(RecordedAdapter.embeddedConfig(),
                SafetensorsFile.wrap("merged.safetensors", ByteBuffer.wrap(weights(adapter))));
    }

    /** Writes a folder with the tokenizer of the embedded model. */
    public static Path write(LoraAdapter adapter, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : new String[] { "config.json", "tokenizer.json" }) {
            Files.write(folder.resolve(name), Files.readAllBytes(EmbeddedCheckpoint.FOLDER.resolve(name)));
        }
        Files.write(folder.resolve("model.safetensors"), weights(adapter));
        return folder;
    }

    private static byte[] weights(LoraAdapter adapter) throws IOException {
        SafetensorsBuilder merged = new SafetensorsBuilder();
        try (SafetensorsFile file = SafetensorsFile.open(EmbeddedCheckpoint.FOLDER.resolve("model.safetensors"))) {
            for (String name : file.names()) {
                TensorInfo info = file.info(name);
                float[] values = file.values(name, 0, (int) info.numElements());
                String weight = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
                LoraMatrices factors = factors(adapter, weight);
                if (factors != null) {
                    add(values, factors, adapter.config());
                }
                merged.add(name, ElementType.F32, info.shape(), values);
            }
        }
        return merged.toBytes();
    }

    private static @Nullable LoraMatrices factors(LoraAdapter adapter, String weight) {
        for (int layer = 0; layer < adapter.layers().size(); layer++) {
            for (Map.Entry<LoraTarget, LoraMatrices> each : adapter.layers().get(layer).matrices().entrySet()) {
                if (weight.equals("h." + layer + "." + each.getKey().module() + ".weight")) {
                    return each.getValue();
                }
            }
        }
        return null;
    }

    /** Adds the transposed product of B and A to {@code [in, out]}. */
    private static void add(float[] values, LoraMatrices factors, LoraConfig config) {
        int rank = config.rank();
        int inputs = factors.a().length / rank;
        int outputs = factors.b().length / rank;
        for (int in = 0; in < inputs; in++) {
            for (int out = 0; out < outputs; out++) {
                double sum = 0;
                for (int i = 0; i < rank; i++) {
                    sum += (double) factors.b()[out * rank + i] * factors.a()[i * inputs + in];
                }
                values[in * outputs + out] += (float) (config.scale() * sum);
            }
        }
    }

}
