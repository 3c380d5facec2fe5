package io.inkwell.registry.adapter;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.FileProblem;
import io.inkwell.error.ServiceException;
import io.inkwell.model.step.AdapterWeights;
import io.inkwell.registry.InsufficientMemoryException;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelListener;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.registry.ModelUse;

/**
 * The adapters of the served models by name. An adapter leaves memory with its base
 * model, and returns with it. If it cannot, each request for it tries again. Requests
 * keep the adapter that they started with. Thread-safe.
 */
public final class Adapters implements ModelListener {

    private static final Logger logger = LoggerFactory.getLogger(Adapters.class);

    private final ModelRegistry models;

    private final AdaptersFolder folders;

    private final AdapterLimits limits;

    private final InstantSource clock;

    private final List<AdapterEntry> entries = new ArrayList<>();

    /** Held while files are read, so that only one adapter is loaded at a time. */
    private final ReentrantLock loading = new ReentrantLock();

    private final RetryThread retries = new RetryThread();

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
                AdapterWeights weights = read(use.model(), folder);
                return put(new AdapterEntry(name, model, folder, this.clock.instant(), weights)).status();
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
        removeOrphans();
        if (this.models.hasModel(name) || name.equals(ModelRegistry.DEFAULT)) {
            throw ServiceException.invalid("lora_name",
                    "lora_name must not be the name of a model; given: \"" + name + "\"");
        }
        boolean isLoaded = this.entries.stream().anyMatch((entry) -> entry.hasId(base, name));
        if (isLoaded && !inPlace) {
            throw ServiceException.invalid("lora_name", "The lora adapter '" + name + "' has already been loaded. If "
                    + "you want to load the adapter in place, set 'load_inplace' to True.");
        }
        if (!isLoaded && this.entries.size() >= this.limits.max()) {
            throw ServiceException.invalid("lora_name", "lora_name must be that of a loaded adapter, because "
                    + "inkwell.adapters.max are loaded: " + this.limits.max() + "; given: \"" + name + "\"");
        }
    }

    /** Forgets the adapters whose base model has been removed. */
    private void removeOrphans() {
        List<AdapterEntry> orphans = this.entries.stream()
            .filter((entry) -> !this.models.hasModel(entry.base()))
            .toList();
        orphans.forEach(AdapterEntry::release);
        this.entries.removeAll(orphans);
    }

    /**
     * @throws ServiceException if the folder is not there, or is no adapter of the model
     */
    private AdapterWeights read(LoadedModel model, String folder) {
        Path path = this.folders.resolve(folder);
        try {
            return model.loadAdapter(path, this.limits.maxRank());
        }
        catch (InsufficientMemoryException ex) {
            throw new ServiceException(ErrorKind.UNAVAILABLE, String.valueOf(ex.getMessage()), null, ex);
        }
        catch (IOException ex) {
            // A message to a client never contains a path.
            String problem = FileProblem.describe(ex).replace(path.toString(), folder);
            throw new ServiceException(ErrorKind.INVALID_REQUEST,
                    AdaptersFolder.FIELD + " must be an adapter of the model \"" + model.name() + "\": " + problem,
                    AdaptersFolder.FIELD, ex);
        }
    }

    private synchronized AdapterEntry put(AdapterEntry added) {
        this.entries.stream().filter((entry) -> entry.hasId(added.base(), added.name())).toList().forEach(this::remove);
        this.entries.add(added);
        logger.info("Loaded adapter {} from {}", added.id(), added.folder());
        return added;
    }

    private void remove(AdapterEntry entry) {
        this.entries.remove(entry);
        entry.release();
    }

    /**
     * Unloads an adapter. Its memory is free when the requests that use it have ended.
     * @param base its base model; null if the name is unambiguous
     * @throws ServiceException if there is no such adapter, or several
     */
    public synchronized void unload(String name, @Nullable String base) {
        String model = (base != null) ? baseName(base) : null;
        List<AdapterEntry> named = this.entries.stream()
            .filter((entry) -> entry.name().equals(name) && (model == null || entry.base().equals(model)))
            .toList();
        if (named.isEmpty()) {
            throw new ServiceException(ErrorKind.NOT_FOUND, "The lora adapter '" + name + "' cannot be found.",
                    "lora_name");
        }
        if (named.size() > 1) {
            throw ServiceException.invalid("base_model_name",
                    "base_model_name must be one of " + named.stream().map(AdapterEntry::base).toList()
                            + ", which all have this adapter; given: nothing");
        }
        remove(named.get(0));
        logger.info("Unloaded adapter {}", named.get(0).id());
    }

    /** All adapters in the order in which they were loaded. */
    public synchronized List<AdapterStatus> statuses() {
        removeOrphans();
        return this.entries.stream().map(AdapterEntry::status).toList();
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
            else if (isMissing(adapter.get())) {
                // Not on this thread, because it reads files.
                this.retries.execute(() -> loadMissing(use.model()), () -> complete(adapted, name, use));
            }
            else {
                complete(adapted, name, use);
            }
        });
        return adapted;
    }

    /** Looks the adapter up again, because the base may have been loaded meanwhile. */
    private void complete(CompletableFuture<ModelUse> adapted, String name, ModelUse use) {
        try {
            ModelUse both = entry(name).orElseThrow(() -> unknown(name)).adapt(use);
            if (!adapted.complete(both)) {
                both.close();
            }
        }
        catch (ServiceException ex) {
            use.close();
            adapted.completeExceptionally(ex);
        }
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
            return Optional.of(this.entries.stream()
                .filter((entry) -> entry.hasId(model, parts.get().adapter()))
                .findFirst()
                .orElseThrow(() -> unknown(name)));
        }
        List<AdapterEntry> named = this.entries.stream().filter((entry) -> entry.name().equals(name)).toList();
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
        loadMissing(model);
    }

    /** Loads the adapters of a model that left memory with it. */
    private void loadMissing(LoadedModel model) {
        this.loading.lock();
        try {
            for (AdapterEntry entry : ofModel(model)) {
                if (!entry.isInMemory()) {
                    loadAgain(entry, model);
                }
            }
        }
        finally {
            this.loading.unlock();
        }
    }

    private void loadAgain(AdapterEntry entry, LoadedModel model) {
        try {
            replace(entry, read(model, entry.folder()));
            logger.info("Loaded adapter {} again", entry.id());
        }
        catch (ServiceException ex) {
            logger.warn("Adapter {} cannot be loaded again: {}", entry.id(), ex.getMessage());
        }
    }

    private synchronized boolean isMissing(AdapterEntry entry) {
        return this.entries.stream().anyMatch((each) -> each.hasId(entry.base(), entry.name()) && !each.isInMemory());
    }

    @Override
    public void onUnload(LoadedModel model) {
        ofModel(model).forEach((entry) -> replace(entry, null));
    }

    private synchronized List<AdapterEntry> ofModel(LoadedModel model) {
        return this.entries.stream().filter((entry) -> entry.base().equals(model.name())).toList();
    }

    private synchronized void replace(AdapterEntry entry, @Nullable AdapterWeights weights) {
        int index = this.entries.indexOf(entry);
        if (index >= 0) {
            this.entries.set(index, entry.with(weights));
            entry.release();
        }
        else if (weights != null) {
            weights.release();
        }
    }

}
