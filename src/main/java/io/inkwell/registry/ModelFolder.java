package io.inkwell.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.inkwell.model.Checkpoint;
import io.inkwell.tokenizer.Tokenizer;

/** A folder with a Hugging Face checkpoint; served under the folder's name. */
record ModelFolder(Path folder) implements ModelSource {

    @Override
    public String name() {
        Path name = this.folder.toAbsolutePath().normalize().getFileName();
        return (name != null) ? name.toString() : "model";
    }

    @Override
    public Checkpoint openCheckpoint() throws IOException {
        return Checkpoint.open(this.folder);
    }

    @Override
    public Tokenizer openTokenizer() throws IOException {
        return Tokenizer.open(this.folder);
    }

    @Override
    public GenerationConfig readGenerationConfig() throws IOException {
        Path file = this.folder.resolve(GenerationConfig.FILE);
        return Files.exists(file) ? GenerationConfig.read(Files.readAllBytes(file)) : GenerationConfig.NONE;
    }

    @Override
    public TokenizerConfig readTokenizerConfig() throws IOException {
        return TokenizerConfig.open(this.folder);
    }

}
