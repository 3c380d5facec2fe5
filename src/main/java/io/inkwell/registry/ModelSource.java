package io.inkwell.registry;

import java.io.IOException;
import java.nio.file.Path;

import io.inkwell.model.Checkpoint;
import io.inkwell.tokenizer.Tokenizer;

/** Where a model comes from. */
public sealed interface ModelSource permits EmbeddedModel, ModelFolder {

    /** What the settings call the model that the product carries. */
    String EMBEDDED = "embedded";

    /**
     * @param location {@value #EMBEDDED}, or a folder with a Hugging Face checkpoint
     */
    static ModelSource of(String location) {
        return location.equals(EMBEDDED) ? new EmbeddedModel() : new ModelFolder(Path.of(location));
    }

    /** The name under which it is served. */
    String name();

    Checkpoint openCheckpoint() throws IOException;

    Tokenizer openTokenizer() throws IOException;

}
