package io.inkwell.model.adapter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.inkwell.model.checkpoint.SafetensorsWriter;

/** Writes the files of an adapter to a folder. */
final class LoraWriter {

    private LoraWriter() {
    }

    static void write(Path folder, LoraAdapter adapter) throws IOException {
        Map<String, float[]> tensors = new LinkedHashMap<>();
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        long rank = adapter.config().rank();
        for (int layer = 0; layer < adapter.layers().size(); layer++) {
            for (Map.Entry<LoraTarget, LoraMatrices> each : adapter.layers().get(layer).matrices().entrySet()) {
                String a = each.getKey().nameOfA(layer);
                String b = each.getKey().nameOfB(layer);
                tensors.put(a, each.getValue().a());
                shapes.put(a, List.of(rank, each.getValue().a().length / rank));
                tensors.put(b, each.getValue().b());
                shapes.put(b, List.of(each.getValue().b().length / rank, rank));
            }
        }
        try (SafetensorsWriter writer = SafetensorsWriter.create(folder.resolve(LoraAdapter.WEIGHTS_FILE), shapes)) {
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

}
