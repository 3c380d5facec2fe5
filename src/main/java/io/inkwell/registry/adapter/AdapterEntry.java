package io.inkwell.registry.adapter;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.step.AdapterWeights;
import io.inkwell.registry.ModelUse;

/**
 * An adapter that an operator has loaded. Guarded by {@link Adapters}.
 *
 * @param folder the name of its folder
 * @param weights null while its base model is not in memory
 */
record AdapterEntry(String name, String base, String folder, Instant created, @Nullable AdapterWeights weights) {

    String id() {
        return AdapterName.join(this.base, this.name);
    }

    boolean hasId(String base, String name) {
        return this.base.equals(base) && this.name.equals(name);
    }

    AdapterEntry with(@Nullable AdapterWeights weights) {
        return new AdapterEntry(this.name, this.base, this.folder, this.created, weights);
    }

    boolean isInMemory() {
        return this.weights != null;
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
                    "the adapter \"" + id() + "\" could not be loaded again; the operator of the service can see why");
        }
        return use.with(id(), this.weights);
    }

    AdapterStatus status() {
        return new AdapterStatus(this.name, this.base, this.folder, this.created);
    }

}
