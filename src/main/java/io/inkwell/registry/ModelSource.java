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

/** Where a model comes from. */
public sealed interface ModelSource permits EmbeddedModel, ModelFolder, RenamedModel {

    /** What the settings call the model that the product carries. */
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

    /** The name under which it is served. */
    String name();

    /**
     * Looks at the files before one of them is read.
     * @throws IOException if they are no checkpoint; the message says what they are
     */
    void requireCheckpoint() throws IOException;

    Checkpoint openCheckpoint() throws IOException;

    Tokenizer openTokenizer() throws IOException;

    /** {@link GenerationConfig#NONE} where the model brings none. */
    GenerationConfig readGenerationConfig();

    /** Null where the model brings none. */
    @Nullable TemplateSource readChatTemplate() throws IOException;

}
