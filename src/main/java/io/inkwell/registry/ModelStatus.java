package io.inkwell.registry;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The status of a model.
 *
 * @param root the name of the model at its location, without a path
 * @param created when it was last loaded, or added if it never was
 * @param contextLength the context length in tokens; null if it was never loaded
 * @param problem why the last load failed, with paths; null if it did not
 * @param numUses the number of requests and tasks that use it now
 */
public record ModelStatus(ModelSpec spec, String root, ModelState state, Instant created,
        @Nullable Integer contextLength, @Nullable String problem, int numUses) {

    public String name() {
        return this.spec.name();
    }

}
