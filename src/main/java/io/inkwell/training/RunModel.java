package io.inkwell.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import io.inkwell.model.adapter.LoraConfig;

/**
 * The model that a run starts with.
 *
 * @param folder has its config, weights and tokenizer
 * @param location where the user finds it: a folder, the id of a model of the hub, or
 * {@code embedded}; empty for random weights
 */
public record RunModel(Path folder, Optional<String> location) {

    /** The location that only Inkwell can resolve. */
    private static final String EMBEDDED = "embedded";

    /** The location if PEFT can resolve it. */
    Optional<String> publicLocation() {
        return this.location.filter((known) -> !known.equals(EMBEDDED));
    }

    /** Whether the folder has only an adapter. */
    public boolean isAdapter() {
        return Files.isRegularFile(this.folder.resolve(LoraConfig.FILE));
    }

}
