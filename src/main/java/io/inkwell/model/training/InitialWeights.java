package io.inkwell.model.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.checkpoint.SafetensorsWriter;
import io.inkwell.model.checkpoint.WeightShapes;

/**
 * Random weights for training from scratch, as {@code GPT2PreTrainedModel._init_weights}
 * of transformers draws them: matrices and embeddings from a normal distribution with
 * standard deviation 0.02, norms 1 and biases 0. The projections that end a residual
 * branch, {@code c_proj}, have the standard deviation {@code 0.02 / sqrt(2 layers)}.
 */
public final class InitialWeights {

    private static final double DEVIATION = 0.02;

    private static final int BUFFER_BYTES = 1 << 16;

    private final Gpt2Config config;

    private final SplittableRandom random;

    private InitialWeights(Gpt2Config config, SplittableRandom random) {
        this.config = config;
        this.random = random;
    }

    /**
     * Writes a {@code model.safetensors}. Equal configs and seeds give equal files.
     * @param config of a model whose activation has no parameters
     */
    public static void write(Gpt2Config config, long seed, Path file) throws IOException {
        if (!config.activation().parameters().isEmpty()) {
            throw new IllegalArgumentException(
                    "activation_function must be one without parameters; given: " + config.activation());
        }
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        WeightShapes.of(config).forEach((weight, shape) -> shapes.put(Gpt2Training.storedName(weight), shape));
        InitialWeights weights = new InitialWeights(config, new SplittableRandom(seed));
        try (SafetensorsWriter writer = SafetensorsWriter.create(file, shapes)) {
            for (Map.Entry<String, List<Long>> weight : shapes.entrySet()) {
                weights.write(writer, weight.getKey(), weight.getValue());
            }
            writer.finish();
        }
    }

    private void write(SafetensorsWriter writer, String weight, List<Long> shape) throws IOException {
        DoubleSupplier values = values(weight, shape);
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long left = shape.stream().reduce(1L, Math::multiplyExact);
        while (left > 0) {
            buffer.clear();
            for (; left > 0 && buffer.hasRemaining(); left--) {
                buffer.putFloat((float) values.getAsDouble());
            }
            writer.write(buffer.flip());
        }
    }

    private DoubleSupplier values(String weight, List<Long> shape) {
        if (shape.size() == 1) {
            return weight.endsWith(".bias") ? () -> 0 : () -> 1;
        }
        double deviation = weight.endsWith(".c_proj.weight") ? DEVIATION / Math.sqrt(2.0 * this.config.numLayers())
                : DEVIATION;
        // A generator of its own, so that a weight does not depend on the sizes of
        // others.
        SplittableRandom own = this.random.split();
        return () -> own.nextGaussian() * deviation;
    }

}
