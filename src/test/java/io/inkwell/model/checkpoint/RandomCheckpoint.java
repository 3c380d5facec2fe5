package io.inkwell.model.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

import tools.jackson.databind.json.JsonMapper;

/**
 * A small GPT-2 with random weights: the same for the same seed and, except for rounding,
 * for every dtype. Norm weights are near 1 and all others near 0, so that logits have a
 * moderate spread.
 *
 * @param fields the fields of {@code config.json}
 * @param zeros the names of weights that are all zeros
 */
public record RandomCheckpoint(Map<String, Object> fields, ElementType type, long seed, Set<String> zeros) {

    private static final float SPREAD = 0.2f;

    RandomCheckpoint(Map<String, Object> fields, ElementType type, long seed) {
        this(fields, type, seed, Set.of());
    }

    /** 2 layers, 2 heads, width 16, 32 positions, 64 tokens; float32. */
    public static RandomCheckpoint tiny() {
        return new RandomCheckpoint(Map.of("model_type", "gpt2", "architectures", List.of("GPT2LMHeadModel"),
                "vocab_size", 64, "n_positions", 32, "n_embd", 16, "n_layer", 2, "n_head", 2, "eos_token_id", 0,
                "bos_token_id", 0), ElementType.F32, 1);
    }

    /** Returns a copy with one field of {@code config.json} set. */
    public RandomCheckpoint with(String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(this.fields);
        changed.put(field, value);
        return new RandomCheckpoint(changed, this.type, this.seed, this.zeros);
    }

    public RandomCheckpoint withType(ElementType other) {
        return new RandomCheckpoint(this.fields, other, this.seed, this.zeros);
    }

    public RandomCheckpoint withSeed(long other) {
        return new RandomCheckpoint(this.fields, this.type, other, this.zeros);
    }

    public RandomCheckpoint withZeros(String... names) {
        return new RandomCheckpoint(this.fields, this.type, this.seed, Set.of(names));
    }

    public byte[] configJson() {
        return JsonMapper.shared().writeValueAsBytes(this.fields);
    }

    public Gpt2Config config() {
        try {
            return Gpt2Config.read(configJson());
        }
        catch (CheckpointException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** The contents of {@code model.safetensors}, with the usual name prefix. */
    public byte[] safetensors() {
        return safetensors("transformer.");
    }

    byte[] safetensors(String prefix) {
        SafetensorsBuilder writer = new SafetensorsBuilder();
        weights().forEach((name, values) -> writer.add(name.equals(WeightShapes.HEAD) ? name : prefix + name, this.type,
                shape(name), values));
        return writer.toBytes();
    }

    /**
     * The weights before rounding to the dtype, by the names of {@link Checkpoint}.
     */
    public Map<String, float[]> weights() {
        Random random = new Random(this.seed);
        Map<String, float[]> weights = new LinkedHashMap<>();
        WeightShapes.of(config()).forEach((name, shape) -> {
            float mean = (name.contains("ln_") && name.endsWith(".weight")) ? 1 : 0;
            float[] values = new float[Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact))];
            for (int i = 0; i < values.length; i++) {
                float value = mean + SPREAD * (float) random.nextGaussian();
                values[i] = this.zeros.contains(name) ? 0 : value;
            }
            weights.put(name, values);
        });
        return weights;
    }

    /** One of {@link #weights()}. */
    public float[] weight(String name) {
        return Objects.requireNonNull(weights().get(name), name);
    }

    /** The shape of a weight. */
    public List<Long> shape(String name) {
        return Objects.requireNonNull(WeightShapes.of(config()).get(name), name);
    }

    /** Opens the checkpoint in memory; the caller closes it. */
    public Checkpoint open() throws IOException {
        return Checkpoint.of(config(), SafetensorsFile.wrap("model.safetensors", ByteBuffer.wrap(safetensors())));
    }

    /** Writes {@code config.json} and {@code model.safetensors}. */
    public Path writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("config.json"), configJson());
        Files.write(folder.resolve("model.safetensors"), safetensors());
        return folder;
    }

}
