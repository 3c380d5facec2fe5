package io.inkwell.registry;

import org.jspecify.annotations.Nullable;

import io.inkwell.chat.TemplateSource;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.model.program.WeightOptions;

/**
 * Options for loading a model.
 *
 * @param numReplicas number of replicas that share the weights, each with its own thread
 * @param kvCacheBytes size of all KV caches; each replica gets at least one slot,
 * whatever the size
 * @param memory the memory for weights, keys and values
 * @param maxSequences maximum number of sequences over all replicas, even if the cache
 * could hold more
 * @param prefixCaching whether to reuse keys and values for prompts with a common prefix
 * @param usesGenerationConfig whether to apply the model's own generation config
 * @param chatTemplate replacement for the model's template; null for the model's own, or
 * for the plain transcript if it has none
 */
public record ModelOptions(WeightOptions weights, int numReplicas, long kvCacheBytes, MemoryShares memory,
        int maxSequences, boolean prefixCaching, SchedulerLimits limits, boolean usesGenerationConfig,
        @Nullable TemplateSource chatTemplate) {

    public ModelOptions {
        if (numReplicas < 1 || maxSequences < 1 || kvCacheBytes < 1) {
            throw new IllegalArgumentException("numReplicas, kvCacheBytes and maxSequences must be at least 1; given: "
                    + numReplicas + ", " + kvCacheBytes + " and " + maxSequences);
        }
    }

    /**
     * The number of slots per replica, each with the full context length.
     * @throws InsufficientMemoryException if the weights, or one slot for each replica,
     * do not fit
     */
    int slotsPerReplica(ModelMemory memory) {
        long left = this.memory.left();
        long room = left - memory.weightBytes();
        if (room < Math.max(memory.transientBytes(), memory.slotBytes() * this.numReplicas)) {
            throw new InsufficientMemoryException(("The %s of memory left for the model "
                    + "are insufficient for weights of %s and either %s to load them or %d x %s of keys and values")
                .formatted(MemoryBudget.megabytes(left), MemoryBudget.megabytes(memory.weightBytes()),
                        MemoryBudget.megabytes(memory.transientBytes()), this.numReplicas,
                        MemoryBudget.megabytes(memory.slotBytes())));
        }
        long slots = Math.min(Math.min(this.kvCacheBytes, room) / memory.slotBytes(), this.maxSequences)
                / this.numReplicas;
        return (int) Math.max(1, slots);
    }

}
