package io.inkwell.registry;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * The served models by name. A name never becomes a path. One thread loads and closes
 * models; any thread may call the methods.
 */
public final class ModelRegistry implements AutoCloseable {

    /** The name that always selects the first model. */
    public static final String DEFAULT = PlaceholderNames.DEFAULT;

    private final ModelLoader loader;

    private final MemoryShares memory;

    private final InstantSource clock;

    private final ModelEntries entries;

    private final ModelListeners listeners = new ModelListeners();

    private final LoaderThread thread = new LoaderThread();

    /**
     * @param memory the memory that the loader takes for models
     * @param unknown handling of names that no model has
     */
    public ModelRegistry(ModelLoader loader, MemoryShares memory, UnknownModel unknown, InstantSource clock) {
        this.loader = loader;
        this.memory = memory;
        this.entries = new ModelEntries(new PlaceholderNames(unknown), memory);
        this.clock = clock;
    }

    /** Notifies a listener of models in memory from now on. */
    public void addListener(ModelListener listener) {
        this.listeners.add(listener);
    }

    /**
     * Adds a model and keeps memory for its KV caches. It is loaded on request.
     * @throws ServiceException if a name is taken
     */
    public void add(ModelSpec spec) {
        add(spec, true);
    }

    /**
     * Adds a model that keeps no memory while it is not loaded, so there can be many. A
     * load takes the memory that is left then, or that of models without requests.
     * @throws ServiceException if a name is taken
     */
    public void addOnDemand(ModelSpec spec) {
        add(spec, false);
    }

    private void add(ModelSpec spec, boolean keepsMemory) {
        // Outside of the lock, because it looks at files.
        ModelEntry entry = new ModelEntry(spec, keepsMemory, this.clock.instant());
        synchronized (this) {
            this.entries.add(entry);
        }
    }

    /**
     * Starts to load a model that is not in memory, also one that failed before.
     * @param name its name or an alias
     * @return completes when it is ready; fails with the failure of the loader
     * @throws ServiceException if there is no such model, or it is being unloaded
     */
    public synchronized CompletableFuture<Void> load(String name) {
        ModelEntry entry = this.entries.find(name);
        return switch (entry.state()) {
            case READY, LOADING -> entry.loading().end();
            case UNLOADED, FAILED -> startLoading(entry).end();
            case UNLOADING -> throw new ServiceException(ErrorKind.CONFLICT,
                    "the model \"" + entry.spec().name() + "\" is being unloaded; load it again afterwards", "name");
        };
    }

    /**
     * Uses the model of a request once it is ready, and starts to load it if it has left
     * memory. If a model's own name is also a placeholder, that model is selected.
     * @param name any name that a request may use
     * @return the use, which the caller closes; fails with a {@link ServiceException}.
     * After a cancellation there is no use.
     * @throws ServiceException if there is no such model, or it cannot be loaded
     */
    public synchronized CompletableFuture<ModelUse> acquire(String name) {
        if (this.thread.isClosed()) {
            throw shuttingDown();
        }
        ModelEntry entry = this.entries.resolve(name);
        return switch (entry.state()) {
            case READY -> CompletableFuture.completedFuture(entry.model().use());
            case LOADING -> entry.loading().await();
            case UNLOADED -> startLoading(entry).await();
            case UNLOADING, FAILED -> throw entry.unavailable();
        };
    }

    /**
     * Uses a model that is ready.
     * @param name any name that a request may use
     * @throws ServiceException if there is no such model, or it is not ready
     */
    public synchronized ModelUse use(String name) {
        ModelEntry entry = this.entries.resolve(name);
        if (!entry.is(ModelState.READY)) {
            throw entry.unavailable();
        }
        return entry.model().use();
    }

    /** All models in the order in which they were added. */
    public synchronized List<ModelStatus> statuses() {
        return this.entries.all().stream().map(ModelEntry::status).toList();
    }

    /** Whether a model has the name or the alias. */
    public synchronized boolean hasModel(String name) {
        return this.entries.all().stream().anyMatch((entry) -> entry.spec().names().contains(name));
    }

    /**
     * The status of one model.
     * @param name any name that a request may use
     * @throws ServiceException if there is no such model
     */
    public synchronized ModelStatus status(String name) {
        return this.entries.find(name).status();
    }

    /** Like {@link #status}, of the model that a request with the name would use. */
    public synchronized ModelStatus resolve(String name) {
        return this.entries.resolve(name).status();
    }

    /** The models that are ready. */
    public synchronized List<LoadedModel> loaded() {
        return this.entries.ready().stream().map(ModelEntry::model).toList();
    }

    /**
     * Removes a model: at once if it is not in memory, otherwise when its requests have
     * ended. A load of it is cancelled. It gets no requests from now on.
     * @param name its name or an alias
     * @throws ServiceException if there is no such model
     */
    public ModelStatus remove(String name) {
        ModelStatus status;
        ModelLoad load;
        synchronized (this) {
            ModelEntry entry = this.entries.find(name);
            load = entry.loading();
            remove(entry);
            status = entry.status();
        }
        load.fail(unknown(), unknown());
        return status;
    }

    private void remove(ModelEntry entry) {
        switch (entry.state()) {
            case READY -> {
                entry.unloading();
                entry.model().uses().retire(() -> this.thread.execute(() -> finishRemoval(entry)));
            }
            case LOADING -> {
                if (!entry.cancelLoading()) {
                    forget(entry);
                }
            }
            case UNLOADED, FAILED -> forget(entry);
            case UNLOADING -> {
            }
        }
    }

    private void finishRemoval(ModelEntry entry) {
        close(takeModel(entry));
        forget(entry);
    }

    private synchronized LoadedModel takeModel(ModelEntry entry) {
        return entry.takeModel();
    }

    private synchronized void forget(ModelEntry entry) {
        entry.removed();
        this.entries.remove(entry);
    }

    /**
     * Unloads the models that had no requests for their idle timeout. Call it regularly.
     */
    public synchronized void unloadIdle() {
        if (!this.thread.isClosed()) {
            this.entries.retireIdle().forEach((entry) -> this.thread.execute(unload(entry)));
        }
    }

    private ModelLoad startLoading(ModelEntry entry) {
        if (this.thread.isClosed()) {
            throw shuttingDown();
        }
        entry.startLoading();
        ModelLoad loading = entry.loading();
        this.thread.execute(() -> loading.run(() -> load(entry, loading)));
        return loading;
    }

    private void load(ModelEntry entry, ModelLoad loading) {
        LoadedModel model;
        this.memory.release(entry);
        try {
            model = loadWithEviction(entry, loading);
        }
        catch (Exception | Error ex) {
            loading.stop();
            fail(entry, loading, ex);
            return;
        }
        loading.stop();
        this.listeners.forEach((listener) -> listener.beforeRequests(model));
        Optional<ModelUse> use = finishLoading(entry, model);
        if (use.isEmpty()) {
            close(model);
            forget(entry);
            loading.fail(unknown(), unknown());
            return;
        }
        this.listeners.forEach((listener) -> listener.onLoad(model));
        loading.succeed(use.get());
    }

    private LoadedModel loadWithEviction(ModelEntry entry, ModelLoad loading) throws IOException {
        while (true) {
            try {
                return this.loader.load(entry.spec(), loading::isCancelled);
            }
            catch (InsufficientMemoryException ex) {
                evict().orElseThrow(() -> ex).run();
            }
        }
    }

    private synchronized Optional<Runnable> evict() {
        return this.entries.retireLeastRecentlyUsed().map(this::unload);
    }

    /**
     * Makes the model ready, and keeps it in memory for the requests that wait.
     * @return empty if the model was removed in the meantime, or the registry is closed
     */
    private synchronized Optional<ModelUse> finishLoading(ModelEntry entry, LoadedModel model) {
        if (!entry.is(ModelState.LOADING) || this.thread.isClosed()) {
            return Optional.empty();
        }
        entry.loaded(model);
        return Optional.of(model.use());
    }

    /** Once the entry is marked as failed, any thread may start its next load. */
    private void fail(ModelEntry entry, ModelLoad loading, Throwable failure) {
        ServiceException forRequests = markFailed(entry, failure);
        if (!loading.isCancelled()) {
            this.listeners
                .forEach((listener) -> listener.onFailure(entry.spec(), ModelEntry.describe(failure), failure));
        }
        loading.fail(failure, forRequests);
    }

    private synchronized ServiceException markFailed(ModelEntry entry, Throwable failure) {
        if (!entry.is(ModelState.LOADING)) {
            forget(entry);
            return unknown();
        }
        entry.failed(failure);
        this.entries.keepMemory(entry);
        return entry.unavailable();
    }

    private synchronized ServiceException unknown() {
        return this.entries.unknown();
    }

    /** Returns what closes the model, on the thread that loads. */
    private Runnable unload(ModelEntry entry) {
        LoadedModel model = entry.unloaded();
        return () -> {
            close(model);
            keepMemory(entry);
        };
    }

    private synchronized void keepMemory(ModelEntry entry) {
        this.entries.keepMemory(entry);
    }

    private void close(LoadedModel model) {
        this.listeners.forEach((listener) -> listener.onUnload(model));
        model.close();
    }

    /**
     * Ends all running requests with an error, and those that wait for a load.
     */
    public void failRequests() {
        inMemory().forEach((model) -> model.pool().close());
        loading().forEach((loading) -> loading.fail(shuttingDown(), shuttingDown()));
    }

    private static ServiceException shuttingDown() {
        return new ServiceException(ErrorKind.UNAVAILABLE, "the service is shutting down");
    }

    private synchronized List<ModelLoad> loading() {
        return this.entries.all().stream().map(ModelEntry::loading).toList();
    }

    /** Closes all models once nothing uses them; waits up to 10 s for a load. */
    @Override
    public void close() {
        this.thread.close();
        takeAll().forEach(LoadedModel::retire);
    }

    private synchronized List<LoadedModel> inMemory() {
        return this.entries.inMemory().stream().map(ModelEntry::model).toList();
    }

    private synchronized List<LoadedModel> takeAll() {
        return this.entries.inMemory().stream().map(ModelEntry::takeModel).toList();
    }

}
