package io.inkwell.model.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.inkwell.model.adapter.LoraAdapter;
import io.inkwell.model.adapter.LoraLayer;
import io.inkwell.model.adapter.LoraMatrices;
import io.inkwell.model.adapter.LoraTarget;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.SafetensorsWriter;
import io.inkwell.model.checkpoint.WeightShapes;

/** The weights of a model with an adapter: {@code W + scale * (B A)^T}, in float32. */
public final class MergedWeights {

    private static final int PART_NUMBERS = 1 << 20;

    private final Checkpoint base;

    private final LoraAdapter adapter;

    private MergedWeights(Checkpoint base, LoraAdapter adapter) {
        this.base = base;
        this.adapter = adapter;
    }

    /**
     * Writes a {@code model.safetensors} with the names of transformers. The file is on
     * the storage device when the method returns.
     */
    public static void write(Checkpoint base, LoraAdapter adapter, Path file) throws IOException {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        Map<String, List<Long>> weights = WeightShapes.of(base.config());
        weights.forEach((weight, shape) -> shapes.put(Gpt2Training.storedName(weight), shape));
        MergedWeights merged = new MergedWeights(base, adapter);
        try (SafetensorsWriter writer = SafetensorsWriter.create(file, shapes)) {
            for (Map.Entry<String, List<Long>> weight : weights.entrySet()) {
                merged.write(weight.getKey(), weight.getValue(), writer);
            }
            writer.finish();
        }
    }

    private void write(String weight, List<Long> shape, SafetensorsWriter writer) throws IOException {
        LoraMatrices factors = factors(weight);
        long numRows = shape.isEmpty() ? 1 : shape.get(0);
        int rowSize = Math.toIntExact(shape.stream().skip(1).reduce(1L, Math::multiplyExact));
        int rowsOfPart = Math.max(1, PART_NUMBERS / rowSize);
        for (long first = 0; first < numRows; first += rowsOfPart) {
            int count = (int) Math.min(rowsOfPart, numRows - first);
            float[] values = this.base.values(weight, first * rowSize, count * rowSize);
            if (factors != null) {
                add(factors, (int) first, values, rowSize);
            }
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            writer.write(bytes);
        }
    }

    private @Nullable LoraMatrices factors(String weight) {
        for (int layer = 0; layer < this.adapter.layers().size(); layer++) {
            LoraLayer factors = this.adapter.layers().get(layer);
            for (Map.Entry<LoraTarget, LoraMatrices> each : factors.matrices().entrySet()) {
                if (weight.equals("h." + layer + "." + each.getKey().module() + ".weight")) {
                    return each.getValue();
                }
            }
        }
        return null;
    }

    /**
     * Adds the product to rows of a matrix, which GPT-2 stores as
     * {@code [inputs, outputs]}.
     * @param first the row, an input, that comes first in the values
     */
    private void add(LoraMatrices factors, int first, float[] values, int outputs) {
        int rank = this.adapter.config().rank();
        int inputs = factors.a().length / rank;
        double[] sums = new double[outputs];
        for (int row = 0; row < values.length / outputs; row++) {
            Arrays.fill(sums, 0);
            for (int i = 0; i < rank; i++) {
                double a = this.adapter.config().scale() * factors.a()[i * inputs + first + row];
                for (int output = 0; output < outputs; output++) {
                    sums[output] += a * factors.b()[output * rank + i];
                }
            }
            for (int output = 0; output < outputs; output++) {
                values[row * outputs + output] += (float) sums[output];
            }
        }
    }

}
