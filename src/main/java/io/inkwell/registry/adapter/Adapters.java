package io.inkwell.registry.adapter;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.step.AdapterWeights;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelListener;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.registry.ModelUse;

/**
 * The adapters of the served models by name. One that an operator has loaded leaves
 * memory with its base model, and returns with it. One that is added on demand is loaded
 * by its first request. If a load fails, each request tries again. Requests keep the
 * adapter that they started with. Thread-safe.
 */
public final class Adapters implements ModelListener {

    private static final Logger logger = LoggerFactory.getLogger(Adapters.class);

    private final ModelRegistry models;

    private final AdaptersFolder folders;

    private final AdapterLimits limits;

    private final InstantSource clock;

    private final AdapterReader reader;

    private final AdapterEntries entries = new AdapterEntries();

    /** Held while files are read, so that only one adapter is loaded at a time. */
    private final ReentrantLock loading = new ReentrantLock();

    private final LoadThread loader = new LoadThread();

    /** Follows the models of the registry from now on. */
    public static Adapters of(ModelRegistry models, AdaptersFolder folders, AdapterLimits limits, InstantSource clock) {
        Adapters adapters = new Adapters(models, folders, limits, clock);
        models.addListener(adapters);
        return adapters;
    }

    private Adapters(ModelRegistry models, AdaptersFolder folders, AdapterLimits limits, InstantSource clock) {
        this.models = models;
        this.folders = folders;
        this.limits = limits;
        this.clock = clock;
        this.reader = new AdapterReader(limits.maxRank());
    }

    /** The largest rank of an adapter. */
    public int maxRank() {
        return this.limits.maxRank();
    }

    /**
     * Loads an adapter, which takes as long as reading its files. Waits for its base
     * model if that is not in memory.
     * @param name its name in requests
     * @param folder the name of its folder
     * @param base its base model; null for the first model
     * @param inPlace whether to replace an adapter of the name
     * @throws ServiceException if a name is invalid or taken, the base cannot be loaded,
     * the adapter does not fit it, or a limit is exceeded
     */
    public AdapterStatus load(String name, String folder, @Nullable String base, boolean inPlace) {
        AdapterName.requireValid("lora_name", name);
        String model = baseName(base);
        // Both before a load of the base model, and again afterwards.
        this.folders.resolve(folder);
        requireLoadable(name, model, inPlace);
        // Outside of the lock, which the thread that loads models takes.
        try (ModelUse use = await(this.models.acquire(model))) {
            this.loading.lock();
            try {
                requireLoadable(name, model, inPlace);
                AdapterEntry entry = new AdapterEntry(name, model, folder, () -> this.folders.resolve(folder),
                        this.clock.instant(), null);
                put(entry, this.reader.read(use.model(), entry));
                return entry.status();
            }
            finally {
                this.loading.unlock();
            }
        }
    }

    private static ModelUse await(CompletableFuture<ModelUse> use) {
        try {
            return use.join();
        }
        catch (CompletionException ex) {
            throw (ex.getCause() instanceof ServiceException known) ? known : ex;
        }
    }

    private String baseName(@Nullable String base) {
        return this.models.resolve((base != null) ? base : ModelRegistry.DEFAULT).name();
    }

    private synchronized void requireLoadable(String name, String base, boolean inPlace) {
        this.entries.removeOrphans(this.models::hasModel);
        if (this.models.hasModel(name) || name.equals(ModelRegistry.DEFAULT)) {
            throw ServiceException.invalid("lora_name",
                    "lora_name must not be the name of a model; given: \"" + name + "\"");
        }
        Optional<AdapterEntry> same = this.entries.find(base, name);
        if (same.filter(AdapterEntry::isOnDemand).isPresent()) {
            throw ServiceException.invalid("lora_name",
                    "lora_name must not be that of an adapter that the service has trained; given: \"" + name + "\"");
        }
        if (same.isPresent() && !inPlace) {
            throw ServiceException.invalid("lora_name", "The lora adapter '" + name + "' has already been loaded. If "
                    + "you want to load the adapter in place, set 'load_inplace' to True.");
        }
        if (same.isEmpty() && this.entries.numLoaded() >= this.limits.max()) {
            throw ServiceException.invalid("lora_name", "lora_name must be that of a loaded adapter, because "
                    + "inkwell.adapters.max are loaded: " + this.limits.max() + "; given: \"" + name + "\"");
        }
    }

    private synchronized void put(AdapterEntry added, AdapterWeights weights) {
        added.loaded(weights, this.clock.instant());
        this.entries.put(added);
        logger.info("Loaded adapter {} from {}", added.id(), added.folder());
    }

    /**
     * Adds an adapter that its first request loads. It leaves memory after its idle
     * timeout, or when another adapter needs its place.
     * @param id its name with that of its base model
     * @param folder where it is
     * @throws ServiceException if there is no such base model, or the name is taken
     */
    public synchronized void addOnDemand(String id, Path folder, Duration idleTimeout) {
        AdapterName parts = AdapterName.parse(id)
            .orElseThrow(() -> new IllegalArgumentException("id must be base:adapter; given: " + id));
        AdapterName.requireValid("model", parts.adapter());
        String base = this.models.status(parts.base()).name();
        if (this.models.hasModel(id) || this.entries.find(base, parts.adapter()).isPresent()) {
            throw new ServiceException(ErrorKind.CONFLICT,
                    "model must be the unused name of an adapter; given: \"" + id + "\", which is taken", "model");
        }
        this.entries.put(new AdapterEntry(parts.adapter(), base, String.valueOf(folder.getFileName()), () -> folder,
                this.clock.instant(), idleTimeout));
    }

    /**
     * Removes an adapter that was added on demand. Requests that use it continue.
     * @param id its name with that of its base model
     */
    public synchronized void remove(String id) {
        this.entries.select((entry) -> entry.isOnDemand() && entry.id().equals(id)).forEach(this.entries::remove);
    }

    /**
     * Unloads the adapters on demand that had no requests for their idle timeout. Call it
     * regularly.
     */
    public synchronized void unloadIdle() {
        this.entries.unloadIdle(this.clock.instant());
    }

    /**
     * Unloads an adapter. Its memory is free when the requests that use it have ended.
     * @param base its base model; null if the name is unambiguous
     * @throws ServiceException if there is no such adapter, or several
     */
    public synchronized void unload(String name, @Nullable String base) {
        String model = (base != null) ? baseName(base) : null;
        List<AdapterEntry> named = this.entries.select((entry) -> !entry.isOnDemand() && entry.name().equals(name)
                && (model == null || entry.base().equals(model)));
        if (named.isEmpty()) {
            throw new ServiceException(ErrorKind.NOT_FOUND, "The lora adapter '" + name + "' cannot be found.",
                    "lora_name");
        }
        if (named.size() > 1) {
            throw ServiceException.invalid("base_model_name",
                    "base_model_name must be one of " + named.stream().map(AdapterEntry::base).toList()
                            + ", which all have this adapter; given: nothing");
        }
        this.entries.remove(named.get(0));
        logger.info("Unloaded adapter {}", named.get(0).id());
    }

    /** All adapters in the order in which they were loaded. */
    public synchronized List<AdapterStatus> statuses() {
        this.entries.removeOrphans(this.models::hasModel);
        return this.entries.all().stream().map(AdapterEntry::status).toList();
    }

    /**
     * The adapter that a request with the name would use; empty if the name is that of a
     * model, or unknown.
     * @throws ServiceException if the name has a known base model and no adapter of it
     */
    public Optional<AdapterStatus> find(String name) {
        return entry(name).map(AdapterEntry::status);
    }

    /**
     * Like {@link ModelRegistry#acquire}, also for the name of an adapter: either
     * {@code base:adapter}, or its own name if only one base model has it.
     */
    public CompletableFuture<ModelUse> acquire(String name) {
        Optional<AdapterEntry> adapter = entry(name);
        if (adapter.isEmpty()) {
            return this.models.acquire(name);
        }
        CompletableFuture<ModelUse> adapted = new CompletableFuture<>();
        this.models.acquire(adapter.get().base()).whenComplete((use, failure) -> {
            if (failure != null) {
                adapted.completeExceptionally(failure);
            }
            else {
                complete(adapted, name, use, true);
            }
        });
        return adapted;
    }

    /**
     * Adds the adapter to a use of its base model, after a load if it is not in memory.
     * @param mayLoad false after a failed load
     */
    private void complete(CompletableFuture<ModelUse> adapted, String name, ModelUse use, boolean mayLoad) {
        try {
            // Looked up again, because the base may have been loaded meanwhile.
            AdapterEntry entry = entry(name).orElseThrow(() -> unknown(name));
            Optional<ModelUse> both = adapt(entry, use);
            if (both.isPresent()) {
                if (!adapted.complete(both.get())) {
                    both.get().close();
                }
            }
            else if (mayLoad) {
                // On a thread that may read files. Others may unload it again meanwhile.
                this.loader.execute(() -> loadMissing(entry, use.model()),
                        (isLoaded) -> complete(adapted, name, use, isLoaded));
            }
            else {
                throw entry.notLoaded();
            }
        }
        catch (ServiceException ex) {
            use.close();
            adapted.completeExceptionally(ex);
        }
    }

    private synchronized Optional<ModelUse> adapt(AdapterEntry entry, ModelUse use) {
        return entry.adapt(use, this.clock.instant());
    }

    private synchronized Optional<AdapterEntry> entry(String name) {
        if (this.models.hasModel(name)) {
            return Optional.empty();
        }
        Optional<AdapterName> parts = AdapterName.parse(name);
        if (parts.isPresent()) {
            String base = parts.get().base();
            if (!base.equals(ModelRegistry.DEFAULT) && !this.models.hasModel(base)) {
                return Optional.empty();
            }
            String model = baseName(base);
            return Optional.of(this.entries.find(model, parts.get().adapter()).orElseThrow(() -> unknown(name)));
        }
        List<AdapterEntry> named = this.entries.select((entry) -> entry.name().equals(name));
        if (named.size() > 1) {
            throw new ServiceException(ErrorKind.UNKNOWN_MODEL,
                    "model must be one of " + named.stream().map(AdapterEntry::id).toList()
                            + ", because several models have this adapter; given: \"" + name + "\"",
                    "model");
        }
        return named.stream().findFirst();
    }

    private static ServiceException unknown(String name) {
        return new ServiceException(ErrorKind.UNKNOWN_MODEL,
                "model must name a loaded adapter of the base model after the colon; given: \"" + name + "\"", "model");
    }

    @Override
    public void beforeRequests(LoadedModel model) {
        ofModel(model).stream().filter((entry) -> !entry.isOnDemand()).forEach((entry) -> loadMissing(entry, model));
    }

    /** Returns false only if a load fails. */
    private boolean loadMissing(AdapterEntry entry, LoadedModel model) {
        this.loading.lock();
        try {
            // Another request may have loaded it meanwhile.
            if (makeRoomFor(entry)) {
                loaded(entry, this.reader.read(model, entry));
            }
            return true;
        }
        catch (ServiceException ex) {
            logger.warn("Adapter {} cannot be loaded: {}", entry.id(), ex.getMessage());
            return false;
        }
        finally {
            this.loading.unlock();
        }
    }

    /** Returns whether an adapter has to be loaded. */
    private synchronized boolean makeRoomFor(AdapterEntry entry) {
        return this.entries.makeRoomFor(entry, this.limits.max());
    }

    private synchronized void loaded(AdapterEntry entry, AdapterWeights weights) {
        if (this.entries.contains(entry)) {
            entry.loaded(weights, this.clock.instant());
            logger.info("Loaded adapter {}", entry.id());
        }
        else {
            weights.release();
        }
    }

    @Override
    public synchronized void onUnload(LoadedModel model) {
        ofModel(model).forEach(AdapterEntry::unload);
    }

    private synchronized List<AdapterEntry> ofModel(LoadedModel model) {
        return this.entries.select((entry) -> entry.base().equals(model.name()));
    }

}
