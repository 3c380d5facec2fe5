package io.inkwell.admin;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/**
 * The body of {@code POST /v1/unload_lora_adapter}. The names are vLLM's.
 *
 * @param loraIntId vLLM's number of the adapter, which has no effect
 * @param baseModelName the base model, if several have an adapter of the name
 */
record UnloadAdapterBody(@Nullable String loraName, @Nullable Integer loraIntId, @Nullable String baseModelName) {

    String requireName() {
        if (this.loraName == null || this.loraName.isEmpty()) {
            throw ServiceException.invalid("lora_name", "'lora_name' needs to be provided to unload a LoRA adapter.");
        }
        return this.loraName;
    }

}
