package io.inkwell.model.adapter;

import java.util.Set;

/**
 * PEFT's names of tensors, such as
 * {@code base_model.model.transformer.h.0.attn.c_attn.lora_A.weight}; without
 * {@code transformer.} if the adapter was trained on a {@code GPT2Model}.
 */
final class LoraNames {

    private static final String PREFIX = "base_model.model.";

    /** The prefix in files that are written. */
    static final String LANGUAGE_MODEL = PREFIX + "transformer.";

    private LoraNames() {
    }

    /** The prefix of all names in a file. */
    static String prefix(Set<String> names) {
        return names.stream().anyMatch((name) -> name.startsWith(PREFIX + "h.")) ? PREFIX : LANGUAGE_MODEL;
    }

    static String ofA(String prefix, int layer, LoraTarget target) {
        return name(prefix, layer, target, "lora_A");
    }

    static String ofB(String prefix, int layer, LoraTarget target) {
        return name(prefix, layer, target, "lora_B");
    }

    private static String name(String prefix, int layer, LoraTarget target, String factor) {
        return prefix + "h." + layer + "." + target.module() + "." + factor + ".weight";
    }

}
