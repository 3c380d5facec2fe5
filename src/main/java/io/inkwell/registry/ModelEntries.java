package io.inkwell.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * The models of the registry in the order in which they were added, and the memory that
 * each keeps for its KV caches while it is not loaded. Guarded by the registry.
 */
final class ModelEntries {

    private final PlaceholderNames placeholders;

    private final MemoryShares memory;

    private final List<ModelEntry> entries = new ArrayList<>();

    /**
     * @param placeholders the names that select the first model
     */
    ModelEntries(PlaceholderNames placeholders, MemoryShares memory) {
        this.placeholders = placeholders;
        this.memory = memory;
    }

    /**
     * Adds a model, which keeps its memory.
     * @throws ServiceException if a name is taken
     */
    void add(ModelEntry added) {
        Set<String> taken = new TreeSet<>(added.spec().names());
        taken.retainAll(this.entries.stream().flatMap((entry) -> entry.spec().names().stream()).toList());
        if (!taken.isEmpty()) {
            throw new ServiceException(ErrorKind.CONFLICT,
                    "name and aliases must not be those of another model; given: " + taken, "name");
        }
        this.entries.add(added);
        keepMemory(added);
    }

    /** Removes a model and releases its memory. */
    void remove(ModelEntry entry) {
        this.entries.remove(entry);
        this.memory.release(entry);
    }

    /**
     * Keeps the memory of a model that is not loaded, unless it was removed or takes it
     * only when it is loaded.
     */
    void keepMemory(ModelEntry entry) {
        if (entry.keepsMemory() && this.entries.contains(entry)) {
            this.memory.keep(entry, entry.spec().kvCacheBytes());
        }
    }

    List<ModelEntry> all() {
        return List.copyOf(this.entries);
    }

    List<ModelEntry> ready() {
        return this.entries.stream().filter((entry) -> entry.is(ModelState.READY)).toList();
    }

    List<ModelEntry> inMemory() {
        return this.entries.stream().filter(ModelEntry::isInMemory).toList();
    }

    /** Retires the models that had no requests for their idle timeout. */
    List<ModelEntry> retireIdle() {
        return ready().stream().filter(ModelEntries::isIdle).filter(ModelEntries::retireIfUnused).toList();
    }

    private static boolean isIdle(ModelEntry entry) {
        Duration timeout = entry.spec().idleTimeout();
        return timeout != null && entry.model().uses().unusedFor().compareTo(timeout) >= 0;
    }

    /**
     * Retires the model without requests that was least recently used, of those that may
     * leave memory.
     */
    Optional<ModelEntry> retireLeastRecentlyUsed() {
        // Each time is read once, because a sort fails if it changes.
        Map<ModelEntry, Duration> unusedFor = new LinkedHashMap<>();
        ready().stream()
            .filter((entry) -> entry.spec().mayLeaveMemory())
            .forEach((entry) -> unusedFor.put(entry, entry.model().uses().unusedFor()));
        return unusedFor.entrySet()
            .stream()
            .sorted(Map.Entry.<ModelEntry, Duration>comparingByValue().reversed())
            .map(Map.Entry::getKey)
            .filter(ModelEntries::retireIfUnused)
            .findFirst();
    }

    private static boolean retireIfUnused(ModelEntry entry) {
        return entry.model().uses().retireIfUnused();
    }

    /**
     * Finds a model by its name or an alias, in any state.
     * @throws ServiceException if there is none
     */
    ModelEntry find(String name) {
        return named(name).orElseThrow(this::unknown);
    }

    /**
     * Finds the model of a request: by name, or the first if the name is a placeholder.
     * Models that are being unloaded get no requests.
     * @throws ServiceException if there is none
     */
    ModelEntry resolve(String name) {
        Optional<ModelEntry> named = named(name);
        if (named.isPresent()) {
            return named.filter(ModelEntries::acceptsRequests).orElseThrow(this::unknown);
        }
        return this.entries.stream()
            .filter(ModelEntries::acceptsRequests)
            .filter((entry) -> this.placeholders.meanFirst(name))
            .findFirst()
            .orElseThrow(this::unknown);
    }

    private Optional<ModelEntry> named(String name) {
        return this.entries.stream().filter((entry) -> entry.spec().names().contains(name)).findFirst();
    }

    private static boolean acceptsRequests(ModelEntry entry) {
        return !entry.is(ModelState.UNLOADING);
    }

    ServiceException unknown() {
        List<String> names = this.entries.stream()
            .filter(ModelEntries::acceptsRequests)
            .flatMap((entry) -> entry.spec().names().stream())
            .toList();
        return new ServiceException(ErrorKind.UNKNOWN_MODEL, names.isEmpty() ? "no model is served"
                : "model must be one of " + names + " or \"" + PlaceholderNames.DEFAULT + "\"; no other is served",
                "model");
    }

}
