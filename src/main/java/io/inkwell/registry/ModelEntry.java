package io.inkwell.registry;

import java.io.IOException;
import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.FileProblem;
import io.inkwell.error.ServiceException;

/** A model of the registry and its state. Guarded by the registry. */
final class ModelEntry {

    private final ModelSpec spec;

    private final boolean keepsMemory;

    private final String root;

    private ModelState state = ModelState.UNLOADED;

    /** Null unless in memory. */
    private @Nullable LoadedModel model;

    private ModelLoad loading = new ModelLoad();

    private Instant created;

    private @Nullable Integer contextLength;

    private @Nullable String problem;

    /**
     * @param keepsMemory whether it keeps memory for its KV caches while it is not loaded
     */
    ModelEntry(ModelSpec spec, boolean keepsMemory, Instant added) {
        this.spec = spec;
        this.keepsMemory = keepsMemory;
        this.root = ModelSource.nameOf(spec.location());
        this.created = added;
    }

    ModelSpec spec() {
        return this.spec;
    }

    boolean keepsMemory() {
        return this.keepsMemory;
    }

    ModelState state() {
        return this.state;
    }

    boolean is(ModelState expected) {
        return this.state == expected;
    }

    /** The current load, or the last one. */
    ModelLoad loading() {
        return this.loading;
    }

    /** The model in memory. */
    LoadedModel model() {
        return Objects.requireNonNull(this.model, this.spec.name());
    }

    boolean isInMemory() {
        return this.model != null;
    }

    void startLoading() {
        this.state = ModelState.LOADING;
        this.loading = new ModelLoad();
    }

    /**
     * Cancels the load.
     * @return whether it had started, and the model is unloading until it stops
     */
    boolean cancelLoading() {
        boolean started = this.loading.cancel();
        if (started) {
            unloading();
        }
        return started;
    }

    void loaded(LoadedModel model) {
        this.state = ModelState.READY;
        this.model = model;
        this.created = model.created();
        this.contextLength = model.contextLength();
        this.problem = null;
    }

    /** A lack of memory may pass, so the next request tries again. */
    void failed(Throwable failure) {
        this.state = (failure instanceof InsufficientMemoryException) ? ModelState.UNLOADED : ModelState.FAILED;
        this.problem = describe(failure);
    }

    static String describe(Throwable failure) {
        if (failure instanceof IOException ex) {
            return FileProblem.describe(ex);
        }
        return (failure instanceof InsufficientMemoryException) ? String.valueOf(failure.getMessage())
                : "internal error: " + failure;
    }

    /** Takes the model out of memory; the caller closes it. */
    LoadedModel unloaded() {
        LoadedModel unloaded = takeModel();
        this.state = ModelState.UNLOADED;
        return unloaded;
    }

    /** Removes the model without a change of state; the caller closes it. */
    LoadedModel takeModel() {
        LoadedModel taken = model();
        this.model = null;
        return taken;
    }

    void removed() {
        this.state = ModelState.UNLOADED;
    }

    void unloading() {
        this.state = ModelState.UNLOADING;
    }

    /** The error of a request that cannot use the model now. */
    ServiceException unavailable() {
        String name = "the model \"" + this.spec.name() + "\"";
        return new ServiceException(ErrorKind.UNAVAILABLE, switch (this.state) {
            case FAILED -> name + " could not be loaded; the operator of the service can see why";
            case LOADING -> name + " is still loading; try again later";
            default -> name + " is not in memory, and there is no memory to load it; try again later";
        });
    }

    ModelStatus status() {
        return new ModelStatus(this.spec, this.root, this.state, this.created, this.contextLength, this.problem,
                (this.model != null) ? this.model.uses().numUses() : 0);
    }

}
