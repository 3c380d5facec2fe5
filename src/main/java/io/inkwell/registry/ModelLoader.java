package io.inkwell.registry;

import java.io.IOException;

/** Loads models. */
@FunctionalInterface
public interface ModelLoader {

    /**
     * Loads a model; downloads it first if needed, which may take minutes. Runs on one
     * thread.
     * @throws IOException if its files are missing, broken or inconsistent
     * @throws InsufficientMemoryException if memory is insufficient, before any is
     * allocated
     */
    LoadedModel load(ModelSpec spec) throws IOException;

}
