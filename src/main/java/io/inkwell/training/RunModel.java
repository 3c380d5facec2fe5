package io.inkwell.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import io.inkwell.chat.TemplateSource;
import io.inkwell.model.adapter.LoraConfig;

/**
 * The model that a run starts with.
 *
 * @param folder has its config, weights and tokenizer
 * @param location where the user finds it: a folder, the id of a model of the hub, or
 * {@code embedded}; empty for random weights
 * @param chatTemplate how conversations become text
 */
public record RunModel(Path folder, Optional<String> location, TemplateSource chatTemplate) {

    /** The location that only Inkwell can resolve. */
    private static final String EMBEDDED = "embedded";

    /** A model without a chat template: conversations become plain transcripts. */
    public RunModel(Path folder, Optional<String> location) {
        this(folder, location, TemplateSource.TRANSCRIPT);
    }

    public RunModel withChatTemplate(TemplateSource template) {
        return new RunModel(this.folder, this.location, template);
    }

    /** The location if PEFT can resolve it. */
    Optional<String> publicLocation() {
        return this.location.filter((known) -> !known.equals(EMBEDDED));
    }

    /** Whether the folder has only an adapter. */
    public boolean isAdapter() {
        return Files.isRegularFile(this.folder.resolve(LoraConfig.FILE));
    }

}
