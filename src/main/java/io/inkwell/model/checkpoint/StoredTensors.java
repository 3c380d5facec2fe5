package io.inkwell.model.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All tensors of a checkpoint's files, by their names without the {@code transformer.}
 * that most checkpoints put before them.
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
     * A tensor that the network needs.
     * @throws CheckpointException if it is missing, is of another type or shape, or is
     * there twice with different numbers
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
                    "tensor \"" + found.name() + "\" does not fit config.json; " + expected + "; found: "
                            + found.dtype() + " of shape " + found.shape());
        }
        for (StoredTensor other : stored.subList(1, stored.size())) {
            if (!tensor.sameNumbers(other)) {
                throw new CheckpointException(other.file().name(),
                        "tensor \"" + other.info().name() + "\" is there twice with different numbers: also as \""
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
            return ". The weights are those of a model inside a LoRA adapter; save it after merge_and_unload()";
        }
        return names().filter((name) -> name.endsWith("." + weight))
            .findFirst()
            .map((name) -> ". It is stored as \"" + name + "\": names must begin with \"" + PREFIX
                    + "\" or with nothing before \"" + weight + "\"")
            .orElse("");
    }

}
