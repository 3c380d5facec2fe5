package io.inkwell.registry;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.inkwell.model.Checkpoint;
import io.inkwell.tokenizer.Tokenizer;

/** Where a model comes from. */
public sealed interface ModelSource permits EmbeddedModel, ModelFolder {

    /** What the settings call the model that the product carries. */
    String EMBEDDED = "embedded";

    /**
     * @param location {@value #EMBEDDED}, or a folder with a Hugging Face checkpoint
     * @throws FileSystemException if it is neither
     */
    static ModelSource of(String location) throws FileSystemException {
        if (location.equals(EMBEDDED)) {
            return new EmbeddedModel();
        }
        Path folder = Path.of(location);
        if (!Files.isDirectory(folder)) {
            throw new FileSystemException(location, null, "there is no such folder");
        }
        return new ModelFolder(folder);
    }

    /** The name under which it is served. */
    String name();

    Checkpoint openCheckpoint() throws IOException;

    Tokenizer openTokenizer() throws IOException;

    /** {@link GenerationConfig#NONE} where the model brings none. */
    GenerationConfig readGenerationConfig();

    /** {@link TokenizerConfig#NONE} where the model brings none. */
    TokenizerConfig readTokenizerConfig() throws IOException;

}
