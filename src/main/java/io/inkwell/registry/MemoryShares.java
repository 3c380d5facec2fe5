package io.inkwell.registry;

import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Divides the memory for models among its owners: models in memory, their float32 copies,
 * and the KV caches of models that are not in memory now. Thread-safe.
 */
public final class MemoryShares {

    private final long total;

    private final Map<Object, Long> held = new IdentityHashMap<>();

    /**
     * @param total the memory for all models, in bytes
     */
    public MemoryShares(long total) {
        this.total = total;
    }

    /** The bytes that no owner holds; negative if more is kept than there is. */
    public synchronized long left() {
        return this.total - this.held.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Replaces what an owner holds.
     * @return whether the memory is sufficient; otherwise the owner holds what it held
     */
    synchronized boolean hold(Object owner, long bytes) {
        if (left() + this.held.getOrDefault(owner, 0L) < bytes) {
            return false;
        }
        this.held.put(owner, bytes);
        return true;
    }

    /** Like {@link #hold}, but without a check. */
    synchronized void keep(Object owner, long bytes) {
        this.held.put(owner, bytes);
    }

    synchronized void release(Object owner) {
        this.held.remove(owner);
    }

}
