package io.inkwell.registry;

import java.util.List;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

import io.inkwell.chat.TemplateSource;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.model.program.ComputeDevice;
import io.inkwell.model.program.WeightOptions;
import io.inkwell.model.step.KvCacheSize;

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
 * @param maxPromptBytes maximum size of a text to encode
 */
public record ModelOptions(WeightOptions weights, List<ComputeDevice> devices, int numReplicas, long kvCacheBytes,
        MemoryShares memory, int maxSequences, boolean prefixCaching, SchedulerLimits limits,
        boolean usesGenerationConfig, @Nullable TemplateSource chatTemplate, int maxPromptBytes) {

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

    /** Options for the CPU, without a limit for texts. */
    public ModelOptions(WeightOptions weights, int numReplicas, long kvCacheBytes, MemoryShares memory,
            int maxSequences, boolean prefixCaching, SchedulerLimits limits, boolean usesGenerationConfig,
            @Nullable TemplateSource chatTemplate) {
        this(weights, List.of(ComputeDevice.CPU), numReplicas, kvCacheBytes, memory, maxSequences, prefixCaching,
                limits, usesGenerationConfig, chatTemplate, Integer.MAX_VALUE);
    }

    /** The number of replicas on all devices. */
    int totalReplicas() {
        return this.devices.size() * this.numReplicas;
    }

    /**
     * The memory for the keys and values of all replicas of a device. Each replica can
     * hold at least one sequence of full length.
     * @param freeBytes measures the free memory of a CUDA device
     * @throws InsufficientMemoryException if the weights, or one such sequence for each
     * replica, do not fit
     */
    long cacheBytes(ModelMemory memory, ToLongFunction<ComputeDevice> freeBytes) {
        return this.devices.stream().mapToLong((device) -> cacheBytes(memory, device, freeBytes)).min().orElseThrow();
    }

    private long cacheBytes(ModelMemory memory, ComputeDevice device, ToLongFunction<ComputeDevice> freeBytes) {
        long max = device.isCuda() ? (long) (DEVICE_SHARE * freeBytes.applyAsLong(device)) : this.memory.left();
        long room = max - memory.weightBytes();
        if (room < Math.max(memory.transientBytes(), memory.slotBytes() * this.numReplicas)) {
            throw new InsufficientMemoryException(("The %s of memory left for the model%s "
                    + "are insufficient for weights of %s and either %s to load them or %d x %s of keys and values")
                .formatted(MemoryBudget.megabytes(max), device.isCuda() ? " on " + device : "",
                        MemoryBudget.megabytes(memory.weightBytes()), MemoryBudget.megabytes(memory.transientBytes()),
                        this.numReplicas, MemoryBudget.megabytes(memory.slotBytes())));
        }
        long sequencesPerReplica = Math.max(1, this.maxSequences / this.numReplicas);
        long bytesPerReplica = Math.min(Math.min(this.kvCacheBytes, room) / this.numReplicas,
                sequencesPerReplica * memory.slotBytes());
        return this.numReplicas * Math.max(bytesPerReplica, memory.slotBytes());
    }

    /**
     * The size of each replica's KV cache. Slots that are committed in blocks can be more
     * than memory holds in full.
     * @param bytes the memory for all replicas of a device, as {@link #cacheBytes}
     * returns it
     * @param maxPositions the context length
     * @param cellsPerBlock the block size; {@code maxPositions} for whole slots
     * @param addressBytes the address space that these caches may take
     */
    KvCacheSize cachePerReplica(long bytes, ModelMemory memory, int maxPositions, int cellsPerBlock,
            long addressBytes) {
        long bytesPerReplica = bytes / this.numReplicas;
        int numWholeSlots = (int) (bytesPerReplica / memory.slotBytes());
        if (cellsPerBlock == maxPositions) {
            return KvCacheSize.ofWholeSlots(numWholeSlots, maxPositions);
        }
        long numSlots = Math.min(addressBytes / memory.slotBytes(), this.maxSequences) / this.numReplicas;
        long bytesPerCell = memory.slotBytes() / maxPositions;
        return new KvCacheSize((int) Math.max(numSlots, numWholeSlots), maxPositions, bytesPerReplica / bytesPerCell,
                cellsPerBlock);
    }

    /**
     * The memory of the CPU that loading the model takes.
     * @param cacheBytes the memory for keys and values of a device
     */
    long cpuBytesWhileLoading(ModelMemory memory, long cacheBytes) {
        return Math.max(memory.transientBytes() + (isOnCpu() ? memory.weightBytes() : 0), cpuBytes(memory, cacheBytes));
    }

    /**
     * The memory of the CPU that the loaded model takes.
     * @param cacheBytes the memory for keys and values of a device
     */
    long cpuBytes(ModelMemory memory, long cacheBytes) {
        return isOnCpu() ? memory.weightBytes() + cacheBytes : 0;
    }

    private boolean isOnCpu() {
        return this.devices.contains(ComputeDevice.CPU);
    }

}
