package io.inkwell.registry;

import java.util.List;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

import io.inkwell.chat.TemplateSource;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.model.program.ComputeDevice;
import io.inkwell.model.program.WeightOptions;

/**
 * Options for loading a model.
 *
 * @param devices the devices, each with its own copy of the weights
 * @param numReplicas number of replicas per device that share the weights, each with its
 * own thread
 * @param kvCacheBytes size of all KV caches of a device; each replica gets at least one
 * slot, whatever the size
 * @param memory the memory of the CPU for weights, keys and values
 * @param maxSequences maximum number of sequences over all replicas of a device, even if
 * the cache could hold more
 * @param prefixCaching whether to reuse keys and values for prompts with a common prefix
 * @param usesGenerationConfig whether to apply the model's own generation config
 * @param chatTemplate replacement for the model's template; null for the model's own, or
 * for the plain transcript if it has none
 */
public record ModelOptions(WeightOptions weights, List<ComputeDevice> devices, int numReplicas, long kvCacheBytes,
        MemoryShares memory, int maxSequences, boolean prefixCaching, SchedulerLimits limits,
        boolean usesGenerationConfig, @Nullable TemplateSource chatTemplate) {

    /**
     * The share of a device's free memory that a model may take. The rest is for the
     * activations of a step and for the allocator.
     */
    private static final double DEVICE_SHARE = 0.9;

    public ModelOptions {
        devices = List.copyOf(devices);
        if (devices.isEmpty()) {
            throw new IllegalArgumentException("a model needs at least one device; given: none");
        }
        if (numReplicas < 1 || maxSequences < 1 || kvCacheBytes < 1) {
            throw new IllegalArgumentException("numReplicas, kvCacheBytes and maxSequences must be at least 1; given: "
                    + numReplicas + ", " + kvCacheBytes + " and " + maxSequences);
        }
    }

    /** Options for the CPU. */
    public ModelOptions(WeightOptions weights, int numReplicas, long kvCacheBytes, MemoryShares memory,
            int maxSequences, boolean prefixCaching, SchedulerLimits limits, boolean usesGenerationConfig,
            @Nullable TemplateSource chatTemplate) {
        this(weights, List.of(ComputeDevice.CPU), numReplicas, kvCacheBytes, memory, maxSequences, prefixCaching,
                limits, usesGenerationConfig, chatTemplate);
    }

    /** The number of replicas on all devices. */
    int totalReplicas() {
        return this.devices.size() * this.numReplicas;
    }

    /**
     * The number of slots per replica, each with the full context length.
     * @param freeBytes measures the free memory of a CUDA device
     * @throws InsufficientMemoryException if the weights, or one slot for each replica,
     * do not fit
     */
    int slotsPerReplica(ModelMemory memory, ToLongFunction<ComputeDevice> freeBytes) {
        return this.devices.stream().mapToInt((device) -> slots(memory, device, freeBytes)).min().orElseThrow();
    }

    private int slots(ModelMemory memory, ComputeDevice device, ToLongFunction<ComputeDevice> freeBytes) {
        long max = device.isCuda() ? (long) (DEVICE_SHARE * freeBytes.applyAsLong(device)) : this.memory.left();
        long room = max - memory.weightBytes();
        if (room < Math.max(memory.transientBytes(), memory.slotBytes() * this.numReplicas)) {
            throw new InsufficientMemoryException(("The %s of memory left for the model%s "
                    + "are insufficient for weights of %s and either %s to load them or %d x %s of keys and values")
                .formatted(MemoryBudget.megabytes(max), device.isCuda() ? " on " + device : "",
                        MemoryBudget.megabytes(memory.weightBytes()), MemoryBudget.megabytes(memory.transientBytes()),
                        this.numReplicas, MemoryBudget.megabytes(memory.slotBytes())));
        }
        long slots = Math.min(Math.min(this.kvCacheBytes, room) / memory.slotBytes(), this.maxSequences)
                / this.numReplicas;
        return (int) Math.max(1, slots);
    }

    /**
     * The memory of the CPU that loading the model takes.
     * @param numSlots the slots of each replica
     */
    long cpuBytesWhileLoading(ModelMemory memory, int numSlots) {
        return Math.max(memory.transientBytes() + (isOnCpu() ? memory.weightBytes() : 0), cpuBytes(memory, numSlots));
    }

    /**
     * The memory of the CPU that the loaded model takes.
     * @param numSlots the slots of each replica
     */
    long cpuBytes(ModelMemory memory, int numSlots) {
        return isOnCpu() ? memory.weightBytes() + numSlots * memory.slotBytes() * this.numReplicas : 0;
    }

    private boolean isOnCpu() {
        return this.devices.contains(ComputeDevice.CPU);
    }

}
