package io.inkwell.registry;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

/**
 * What this process may hold. Linux ends a container that takes more than its limit
 * without a word, at whichever request it happens, so all of it is divided at the start.
 *
 * @param total the bytes of the container's limit, or of the machine
 * @param heap the bytes that Java's heap may grow to
 */
public record MemoryBudget(long total, long heap) {

    /**
     * For what Java holds outside of its heap, and PyTorch beside the model. With every
     * slot of a busy service full 190 MB of it were in use.
     */
    static final long RESERVE = 256L << 20;

    /** That of this process. */
    public static MemoryBudget current() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new MemoryBudget(system.getTotalMemorySize(), Runtime.getRuntime().maxMemory());
    }

    /** What is left for weights, keys and values; less than 0 if the rest is too much. */
    public long left() {
        return this.total - this.heap - RESERVE;
    }

    /**
     * Sees to it that there is room for a model, before anything of it takes memory.
     * @throws InsufficientMemoryException if there is none
     */
    public void require() {
        if (left() <= 0) {
            throw new InsufficientMemoryException(this + ": nothing is left for a model");
        }
    }

    /** The beginning of a sentence that says where the memory goes. */
    @Override
    public String toString() {
        return "Of the %s that this process may hold Java's heap may take %s, and PyTorch and the rest of Java %s"
            .formatted(megabytes(this.total), megabytes(this.heap), megabytes(RESERVE));
    }

    static String megabytes(long bytes) {
        return (bytes >> 20) + " MB";
    }

}
