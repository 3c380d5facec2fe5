package io.inkwell.model.adapter;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

import io.inkwell.model.checkpoint.Gpt2Config;

/** The factors of an adapter for one layer, by target, in the order of the targets. */
public record LoraLayer(Map<LoraTarget, LoraMatrices> matrices) {

    public LoraLayer {
        matrices = Collections.unmodifiableMap(new EnumMap<>(matrices));
    }

    void requireFits(LoraConfig config, Gpt2Config base) {
        if (!this.matrices.keySet().equals(config.targets())) {
            throw new IllegalArgumentException("the targets of each layer must be those of the config, "
                    + config.targets() + "; given: " + this.matrices.keySet());
        }
        this.matrices.forEach((target, factors) -> {
            requireSize(target.module() + ".lora_A", factors.a(), config.rank(), target.inputs(base));
            requireSize(target.module() + ".lora_B", factors.b(), target.outputs(base), config.rank());
        });
    }

    private static void requireSize(String name, float[] values, long rows, long columns) {
        if (values.length != rows * columns) {
            throw new IllegalArgumentException(name + " must have " + rows + " x " + columns + " = " + rows * columns
                    + " values; given: " + values.length);
        }
    }

}
