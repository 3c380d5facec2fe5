package io.inkwell.registry;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Loads models. */
@FunctionalInterface
public interface ModelLoader {

    /**
     * Loads a model; downloads it first if needed, which may take minutes. Runs on one
     * thread.
     * @param cancelled whether the model is no longer needed. The thread is interrupted
     * when that changes; a loader may stop with any exception.
     * @throws IOException if its files are missing, broken or inconsistent
     * @throws InsufficientMemoryException if memory is insufficient, before any is
     * allocated
     */
    LoadedModel load(ModelSpec spec, BooleanSupplier cancelled) throws IOException;

}
