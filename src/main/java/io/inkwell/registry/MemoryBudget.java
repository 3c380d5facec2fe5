package io.inkwell.registry;

import java.lang.management.ManagementFactory;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;

/**
 * The memory budget of this process. Linux kills a container that exceeds its limit, at
 * an arbitrary request, so the budget is divided at the start.
 *
 * @param total the limit of the container, or the memory of the machine, in bytes
 * @param heap the maximum size of the Java heap in bytes
 */
public record MemoryBudget(long total, long heap) {

    /**
     * Memory for Java outside of its heap, and for PyTorch without the model. A busy
     * service with every slot in use needed 190 MB.
     */
    static final long RESERVE = 256L << 20;

    /** The budget of this process. */
    public static MemoryBudget current() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new MemoryBudget(system.getTotalMemorySize(), maxHeap());
    }

    /**
     * With the serial collector, {@link Runtime#maxMemory()} lacks one of two survivor
     * spaces.
     */
    private static long maxHeap() {
        try {
            HotSpotDiagnosticMXBean java = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return Long.parseLong(java.getVMOption("MaxHeapSize").getValue());
        }
        catch (IllegalArgumentException ex) {
            // Java without this bean or option.
            return Runtime.getRuntime().maxMemory();
        }
    }

    /**
     * Memory left for weights and KV cache; negative if the rest exceeds the limit.
     */
    public long left() {
        return this.total - this.heap - RESERVE;
    }

    /**
     * Checks that memory is left for a model, before allocating any.
     * @throws InsufficientMemoryException if none is left
     */
    public void require() {
        if (left() <= 0) {
            throw new InsufficientMemoryException(this + ": nothing is left for a model");
        }
    }

    /** The start of a sentence that breaks down the memory. */
    @Override
    public String toString() {
        return "Of %s of memory, the Java heap may use %s, and PyTorch and the rest of Java %s"
            .formatted(megabytes(this.total), megabytes(this.heap), megabytes(RESERVE));
    }

    static String megabytes(long bytes) {
        return (bytes >> 20) + " MB";
    }

}
