package io.inkwell.settings;

import org.jspecify.annotations.Nullable;

/**
 * @param modelsFolder Folder from which {@code POST /admin/models} may load checkpoints.
 * Without it, it loads models of the hub only.
 */
public record AdminSettings(@Nullable String modelsFolder) {

    public AdminSettings {
        modelsFolder = (modelsFolder == null || modelsFolder.isBlank()) ? null : modelsFolder;
    }

}
