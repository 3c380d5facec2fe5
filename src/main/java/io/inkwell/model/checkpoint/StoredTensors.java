package io.inkwell.model.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All tensors of a checkpoint, by name without the {@code transformer.} prefix that most
 * checkpoints use.
 */
final class StoredTensors {

    private static final String PREFIX = "transformer.";

    private static final List<String> WEIGHT_TYPES = Arrays.stream(ElementType.values())
        .filter(ElementType::isWeight)
        .map(ElementType::name)
        .toList();

    private final String file;

    private final Map<String, List<StoredTensor>> tensors = new LinkedHashMap<>();

    StoredTensors(List<SafetensorsFile> files) {
        this.file = files.get(0).name();
        for (SafetensorsFile each : files) {
            for (String name : each.names()) {
                String weight = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
                this.tensors.computeIfAbsent(weight, (key) -> new ArrayList<>())
                    .add(new StoredTensor(each, each.info(name)));
            }
        }
    }

    boolean has(String weight) {
        return this.tensors.containsKey(weight);
    }

    /**
     * Returns a tensor that the network needs.
     * @throws CheckpointException if it is missing, has the wrong dtype or shape, or is
     * stored twice with different values
     */
    StoredTensor require(String weight, List<Long> shape) throws IOException {
        List<StoredTensor> stored = this.tensors.getOrDefault(weight, List.of());
        String expected = "expected: one of " + WEIGHT_TYPES + " of shape " + shape;
        if (stored.isEmpty()) {
            throw new CheckpointException(this.file,
                    "tensor \"" + weight + "\" is missing; " + expected + otherName(weight));
        }
        StoredTensor tensor = stored.get(0);
        TensorInfo found = tensor.info();
        if (!found.type().isWeight() || !found.shape().equals(shape)) {
            throw new CheckpointException(tensor.file().name(),
                    "tensor \"" + found.name() + "\" does not match config.json; " + expected + "; found: "
                            + found.dtype() + " of shape " + found.shape());
        }
        for (StoredTensor other : stored.subList(1, stored.size())) {
            if (!tensor.sameNumbers(other)) {
                throw new CheckpointException(other.file().name(),
                        "tensor \"" + other.info().name() + "\" is stored twice with different values: also as \""
                                + found.name() + "\" in " + tensor.file().name());
            }
        }
        return tensor;
    }

    private Stream<String> names() {
        return this.tensors.values().stream().flatMap(List::stream).map((tensor) -> tensor.info().name());
    }

    private String otherName(String weight) {
        if (names().anyMatch((name) -> name.contains(".base_layer."))) {
            return ". The weights belong to a LoRA adapter; merge it with merge_and_unload() and save the result";
        }
        return names().filter((name) -> name.endsWith("." + weight))
            .findFirst()
            .map((name) -> ". It is stored as \"" + name + "\": names must start with \"" + PREFIX
                    + "\" or directly with \"" + weight + "\"")
            .orElse("");
    }

}
