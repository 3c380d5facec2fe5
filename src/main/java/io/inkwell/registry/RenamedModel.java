package io.inkwell.registry;

import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.inkwell.chat.TemplateSource;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.registry.defaults.GenerationConfig;
import io.inkwell.tokenizer.Tokenizer;

/** A model served under a different name. */
record RenamedModel(ModelSource source, String name) implements ModelSource {

    @Override
    public Path openFolder(Path copies) throws IOException {
        return this.source.openFolder(copies);
    }

    @Override
    public void requireCheckpoint() throws IOException {
        this.source.requireCheckpoint();
    }

    @Override
    public Checkpoint openCheckpoint() throws IOException {
        return this.source.openCheckpoint();
    }

    @Override
    public Tokenizer openTokenizer() throws IOException {
        return this.source.openTokenizer();
    }

    @Override
    public GenerationConfig readGenerationConfig() {
        return this.source.readGenerationConfig();
    }

    @Override
    public @Nullable TemplateSource readChatTemplate() throws IOException {
        return this.source.readChatTemplate();
    }

}
