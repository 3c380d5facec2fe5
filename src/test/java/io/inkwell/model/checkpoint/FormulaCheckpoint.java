package io.inkwell.model.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import tools.jackson.databind.json.JsonMapper;

/**
 * A folder whose weights follow a formula, so that
 * {@code src/test/python/saved_checkpoints.py} creates the same one for transformers. It
 * has an untied output matrix; the methods create variants.
 */
final class FormulaCheckpoint {

    static final String HEAD = "lm_head.weight";

    static final String EMBEDDING = "transformer.wte.weight";

    private final Map<String, Object> config = new LinkedHashMap<>(RandomCheckpoint.tiny().fields());

    private final Map<String, float[]> weights = new LinkedHashMap<>();

    private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

    FormulaCheckpoint() {
        List<String> names = new ArrayList<>();
        WeightShapes.of(RandomCheckpoint.tiny().with("tie_word_embeddings", false).config()).forEach((name, shape) -> {
            String stored = name.equals(HEAD) ? name : "transformer." + name;
            this.shapes.put(stored, shape);
            this.weights.put(stored, values(names.size(), name, shape));
            names.add(name);
        });
    }

    private static float[] values(int number, String name, List<Long> shape) {
        double mean = (name.contains("ln_") && name.endsWith(".weight")) ? 1 : 0;
        float[] values = new float[Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact))];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean + 0.3 * Math.sin(1 + 3.7 * number + 0.7 * i));
        }
        return values;
    }

    /** Without a separate output matrix. */
    static FormulaCheckpoint tied() {
        return new FormulaCheckpoint().without(HEAD);
    }

    FormulaCheckpoint set(String field, Object value) {
        this.config.put(field, value);
        return this;
    }

    /** Renames a field of {@code config.json}. */
    FormulaCheckpoint rename(String field, String other) {
        this.config.put(other, Objects.requireNonNull(this.config.remove(field)));
        return this;
    }

    FormulaCheckpoint without(String weight) {
        this.weights.remove(weight);
        return this;
    }

    /** Renames a weight. */
    FormulaCheckpoint move(String weight, String name) {
        float[] values = Objects.requireNonNull(this.weights.remove(weight));
        this.shapes.put(name, Objects.requireNonNull(this.shapes.get(weight)));
        this.weights.put(name, values);
        return this;
    }

    /** Stores a weight under a second name. */
    FormulaCheckpoint copy(String weight, String name) {
        float[] values = Objects.requireNonNull(this.weights.get(weight));
        return move(weight, name).add(weight, Objects.requireNonNull(this.shapes.get(weight)), values);
    }

    FormulaCheckpoint add(String name, List<Long> shape, float... values) {
        this.shapes.put(name, shape);
        this.weights.put(name, values);
        return this;
    }

    /** Stores all weights without the prefix. */
    FormulaCheckpoint bare() {
        List.copyOf(this.weights.keySet()).forEach((name) -> move(name, name.replace("transformer.", "")));
        return this;
    }

    Path writeTo(Path folder) throws IOException {
        return writeTo(folder, JsonMapper.shared().writeValueAsString(this.config));
    }

    Path writeTo(Path folder, String configJson) throws IOException {
        SafetensorsBuilder writer = new SafetensorsBuilder();
        this.weights.forEach((name, values) -> writer.add(name, ElementType.F32,
                Objects.requireNonNull(this.shapes.get(name)), values));
        Files.writeString(folder.resolve("config.json"), configJson);
        Files.write(folder.resolve("model.safetensors"), writer.toBytes());
        return folder;
    }

}
