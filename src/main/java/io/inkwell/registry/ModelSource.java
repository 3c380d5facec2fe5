package io.inkwell.registry;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.inkwell.chat.TemplateSource;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.registry.defaults.GenerationConfig;
import io.inkwell.registry.folder.ModelPath;
import io.inkwell.tokenizer.Tokenizer;

/** The source of a model. */
public sealed interface ModelSource permits EmbeddedModel, ModelFolder, RenamedModel {

    /** The name of the embedded model in the settings. */
    String EMBEDDED = "embedded";

    /**
     * @param location {@value #EMBEDDED}, or a folder with a Hugging Face checkpoint
     * @throws FileSystemException if it is neither; the message says what it is
     */
    static ModelSource of(String location) throws IOException {
        if (location.equals(EMBEDDED)) {
            return new EmbeddedModel();
        }
        return new ModelFolder(ModelPath.resolve(location, Path.of(System.getProperty("user.home"))));
    }

    /** The name under which the model is served. */
    String name();

    /**
     * Checks the files before reading them.
     * @throws IOException if they are not a checkpoint; the message says what they are
     */
    void requireCheckpoint() throws IOException;

    Checkpoint openCheckpoint() throws IOException;

    Tokenizer openTokenizer() throws IOException;

    /**
     * The generation config; {@link GenerationConfig#NONE} if the model has none.
     */
    GenerationConfig readGenerationConfig();

    /** The chat template; null if the model has none. */
    @Nullable TemplateSource readChatTemplate() throws IOException;

}
