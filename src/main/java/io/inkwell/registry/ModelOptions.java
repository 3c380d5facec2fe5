package io.inkwell.registry;

import org.jspecify.annotations.Nullable;

import io.inkwell.chat.TemplateSource;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.model.program.WeightOptions;
import io.inkwell.model.step.KvCacheSize;

/**
 * Options for loading a model.
 *
 * @param numReplicas number of replicas that share the weights, each with its own thread
 * @param kvCacheBytes size of all KV caches; each replica gets at least one slot,
 * whatever the size
 * @param maxBytes maximum size of weights, keys and values
 * @param maxSequences maximum number of sequences over all replicas, even if the cache
 * could hold more
 * @param prefixCaching whether to reuse keys and values for prompts with a common prefix
 * @param usesGenerationConfig whether to apply the model's own generation config
 * @param chatTemplate replacement for the model's template; null for the model's own, or
 * for the plain transcript if it has none
 */
public record ModelOptions(WeightOptions weights, int numReplicas, long kvCacheBytes, long maxBytes, int maxSequences,
        boolean prefixCaching, SchedulerLimits limits, boolean usesGenerationConfig,
        @Nullable TemplateSource chatTemplate) {

    public ModelOptions {
        if (numReplicas < 1 || maxSequences < 1 || kvCacheBytes < 1) {
            throw new IllegalArgumentException("numReplicas, kvCacheBytes and maxSequences must be at least 1; given: "
                    + numReplicas + ", " + kvCacheBytes + " and " + maxSequences);
        }
    }

    /**
     * The memory for the keys and values of all replicas. Each replica can hold at least
     * one sequence of full length.
     * @throws InsufficientMemoryException if the weights, or one such sequence for each
     * replica, do not fit
     */
    long cacheBytes(ModelMemory memory) {
        long room = this.maxBytes - memory.weightBytes();
        if (room < Math.max(memory.transientBytes(), memory.slotBytes() * this.numReplicas)) {
            throw new InsufficientMemoryException(("The %s of memory left for the model "
                    + "are insufficient for weights of %s and either %s to load them or %d x %s of keys and values")
                .formatted(MemoryBudget.megabytes(this.maxBytes), MemoryBudget.megabytes(memory.weightBytes()),
                        MemoryBudget.megabytes(memory.transientBytes()), this.numReplicas,
                        MemoryBudget.megabytes(memory.slotBytes())));
        }
        long sequencesPerReplica = Math.max(1, this.maxSequences / this.numReplicas);
        long bytesPerReplica = Math.min(Math.min(this.kvCacheBytes, room) / this.numReplicas,
                sequencesPerReplica * memory.slotBytes());
        return this.numReplicas * Math.max(bytesPerReplica, memory.slotBytes());
    }

    /**
     * The size of each replica's KV cache. Slots that are committed in blocks can be more
     * than memory holds in full.
     * @param bytes the memory for all replicas, as {@link #cacheBytes} returns it
     * @param maxPositions the context length
     * @param cellsPerBlock the block size; {@code maxPositions} for whole slots
     * @param addressBytes the address space that the caches of all replicas may take
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

    /** The memory that is left after loading the model. */
    long spareBytes(ModelMemory memory) {
        return this.maxBytes - memory.weightBytes() - cacheBytes(memory);
    }

}
