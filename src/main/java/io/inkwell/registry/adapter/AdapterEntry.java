package io.inkwell.registry.adapter;

import java.nio.file.Path;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.step.AdapterWeights;
import io.inkwell.registry.ModelUse;

/**
 * An adapter that an operator has loaded. Guarded by {@link Adapters}.
 *
 * @param path its folder
 * @param folder the name of the folder
 * @param weights null while its base model is not in memory
 */
record AdapterEntry(String name, String base, Path path, String folder, Instant created,
        @Nullable AdapterWeights weights) {

    String id() {
        return AdapterName.join(this.base, this.name);
    }

    boolean hasId(String base, String name) {
        return this.base.equals(base) && this.name.equals(name);
    }

    AdapterEntry with(@Nullable AdapterWeights weights) {
        return new AdapterEntry(this.name, this.base, this.path, this.folder, this.created, weights);
    }

    /** Ends the use of the weights by this entry; requests may still have theirs. */
    void release() {
        if (this.weights != null) {
            this.weights.release();
        }
    }

    /**
     * Adds the adapter to a use of its base model.
     * @throws ServiceException if it is not in memory
     */
    ModelUse adapt(ModelUse use) {
        if (this.weights == null) {
            throw new ServiceException(ErrorKind.UNAVAILABLE,
                    "the adapter \"" + id() + "\" is not in memory; try again later");
        }
        return use.with(id(), this.weights);
    }

    AdapterStatus status() {
        return new AdapterStatus(this.name, this.base, this.folder, this.created, this.weights != null);
    }

}
