package io.inkwell.model.adapter;

import java.util.EnumSet;
import java.util.Set;

import io.inkwell.model.checkpoint.Gpt2Config;

/**
 * A matrix of each layer that an adapter can change, in the order of the program's
 * matrices.
 */
public enum LoraTarget {

    /** The projection to queries, keys and values. */
    ATTENTION_INPUT("attn.c_attn"),
    /** The projection of the attended values. */
    ATTENTION_OUTPUT("attn.c_proj"),
    /** The first matrix of the MLP. */
    MLP_INPUT("mlp.c_fc"),
    /** The second matrix of the MLP. */
    MLP_OUTPUT("mlp.c_proj");

    private final String module;

    LoraTarget(String module) {
        this.module = module;
    }

    /** The name of the module in a layer, such as {@code attn.c_attn}. */
    public String module() {
        return this.module;
    }

    /** PEFT's name of A for a layer, in the file of the weights. */
    public String nameOfA(int layer) {
        return LoraNames.ofA(LoraNames.LANGUAGE_MODEL, layer, this);
    }

    /** PEFT's name of B for a layer, in the file of the weights. */
    public String nameOfB(int layer) {
        return LoraNames.ofB(LoraNames.LANGUAGE_MODEL, layer, this);
    }

    /** The number of inputs of the matrix. */
    public int inputs(Gpt2Config config) {
        return (this == MLP_OUTPUT) ? config.innerSize() : config.hiddenSize();
    }

    /** The number of outputs of the matrix. */
    public int outputs(Gpt2Config config) {
        return switch (this) {
            case ATTENTION_INPUT -> 3 * config.hiddenSize();
            case MLP_INPUT -> config.innerSize();
            default -> config.hiddenSize();
        };
    }

    /**
     * The matrices that a name in PEFT's {@code target_modules} selects: both for
     * {@code c_proj}, and none for an unknown name.
     */
    public static Set<LoraTarget> selectedBy(String name) {
        Set<LoraTarget> selected = EnumSet.noneOf(LoraTarget.class);
        for (LoraTarget target : values()) {
            if (target.module.equals(name) || target.module.endsWith("." + name)) {
                selected.add(target);
            }
        }
        return selected;
    }

}
