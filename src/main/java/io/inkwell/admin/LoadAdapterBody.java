package io.inkwell.admin;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/**
 * The body of {@code POST /v1/load_lora_adapter}. The names are vLLM's.
 *
 * @param loraPath the name of a folder in the configured one
 * @param baseModelName the model that the adapter changes; null for the first model
 * @param loadInplace whether to replace a loaded adapter
 */
record LoadAdapterBody(@Nullable String loraName, @Nullable String loraPath, @Nullable String baseModelName,
        @Nullable Boolean loadInplace) {

    String requireName() {
        return require("lora_name", this.loraName);
    }

    String requirePath() {
        return require("lora_path", this.loraPath);
    }

    boolean isInPlace() {
        return Boolean.TRUE.equals(this.loadInplace);
    }

    private static String require(String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw ServiceException.invalid(field, "Both 'lora_name' and 'lora_path' must be provided.");
        }
        return value;
    }

}
