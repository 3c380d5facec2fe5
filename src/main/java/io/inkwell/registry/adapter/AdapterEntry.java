package io.inkwell.registry.adapter;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.step.AdapterWeights;
import io.inkwell.registry.ModelUse;

/** An adapter of a base model, in memory or not. Guarded by {@link Adapters}. */
final class AdapterEntry {

    private final String name;

    private final String base;

    private final String folder;

    private final Supplier<Path> path;

    private final Instant created;

    private final @Nullable Duration idleTimeout;

    /** Null while it is not in memory. */
    private @Nullable AdapterWeights weights;

    private Instant lastUsed;

    /**
     * @param folder the name of its folder
     * @param path finds the folder; fails with a {@link ServiceException}
     * @param idleTimeout the time without requests after which it leaves memory; null for
     * one that an operator has loaded
     */
    AdapterEntry(String name, String base, String folder, Supplier<Path> path, Instant created,
            @Nullable Duration idleTimeout) {
        this.name = name;
        this.base = base;
        this.folder = folder;
        this.path = path;
        this.created = created;
        this.idleTimeout = idleTimeout;
        this.lastUsed = created;
    }

    String id() {
        return AdapterName.join(this.base, this.name);
    }

    String name() {
        return this.name;
    }

    String base() {
        return this.base;
    }

    String folder() {
        return this.folder;
    }

    Path path() {
        return this.path.get();
    }

    boolean hasId(String base, String name) {
        return this.base.equals(base) && this.name.equals(name);
    }

    /** Whether requests load it, and not an operator. */
    boolean isOnDemand() {
        return this.idleTimeout != null;
    }

    boolean isInMemory() {
        return this.weights != null;
    }

    Instant lastUsed() {
        return this.lastUsed;
    }

    boolean isIdle(Instant now) {
        return this.idleTimeout != null && isInMemory() && !now.isBefore(this.lastUsed.plus(this.idleTimeout));
    }

    /** Takes over a use of the weights. */
    void loaded(AdapterWeights loaded, Instant now) {
        unload();
        this.weights = loaded;
        this.lastUsed = now;
    }

    /** Ends the use of the weights by this entry; requests may still have theirs. */
    void unload() {
        if (this.weights != null) {
            this.weights.release();
            this.weights = null;
        }
    }

    /** Adds the adapter to a use of its base model; empty if it is not in memory. */
    Optional<ModelUse> adapt(ModelUse use, Instant now) {
        if (this.weights == null) {
            return Optional.empty();
        }
        this.lastUsed = now;
        return Optional.of(use.with(id(), this.weights));
    }

    /** The error for a request whose load of the adapter has failed. */
    ServiceException notLoaded() {
        return new ServiceException(ErrorKind.UNAVAILABLE,
                "the adapter \"" + id() + "\" could not be loaded; the operator of the service can see why");
    }

    AdapterStatus status() {
        return new AdapterStatus(this.name, this.base, this.folder, this.created);
    }

}
