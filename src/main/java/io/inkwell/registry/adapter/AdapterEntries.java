package io.inkwell.registry.adapter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The adapters in the order in which they were added. Guarded by {@link Adapters}. */
final class AdapterEntries {

    private final List<AdapterEntry> entries = new ArrayList<>();

    /** Adds an adapter in place of one with its names. */
    void put(AdapterEntry added) {
        find(added.base(), added.name()).ifPresent(this::remove);
        this.entries.add(added);
    }

    void remove(AdapterEntry entry) {
        this.entries.remove(entry);
        entry.unload();
    }

    /** Removes those whose base model is gone. */
    void removeOrphans(Predicate<String> hasModel) {
        select((entry) -> !hasModel.test(entry.base())).forEach(this::remove);
    }

    boolean contains(AdapterEntry entry) {
        return this.entries.contains(entry);
    }

    List<AdapterEntry> all() {
        return List.copyOf(this.entries);
    }

    List<AdapterEntry> select(Predicate<AdapterEntry> condition) {
        return this.entries.stream().filter(condition).toList();
    }

    Optional<AdapterEntry> find(String base, String name) {
        return this.entries.stream().filter((entry) -> entry.hasId(base, name)).findFirst();
    }

    /** The number of those that an operator has loaded. */
    int numLoaded() {
        return select((entry) -> !entry.isOnDemand()).size();
    }

    void unloadIdle(Instant now) {
        select((entry) -> entry.isIdle(now)).forEach(AdapterEntry::unload);
    }

    /**
     * Unloads the adapters on demand that were used least recently, so that there is room
     * for one, if it is on demand.
     * @return whether it has to be loaded
     */
    boolean makeRoomFor(AdapterEntry entry, int max) {
        boolean isMissing = contains(entry) && !entry.isInMemory();
        if (isMissing && entry.isOnDemand()) {
            makeRoom(max);
        }
        return isMissing;
    }

    private void makeRoom(int max) {
        List<AdapterEntry> inMemory = select((entry) -> entry.isOnDemand() && entry.isInMemory());
        inMemory.stream()
            .sorted(Comparator.comparing(AdapterEntry::lastUsed))
            .limit(Math.max(0, inMemory.size() - max + 1))
            .forEach(AdapterEntry::unload);
    }

}
