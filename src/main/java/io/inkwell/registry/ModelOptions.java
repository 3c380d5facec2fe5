package io.inkwell.registry;

import org.jspecify.annotations.Nullable;

import io.inkwell.chat.TemplateSource;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.model.program.WeightOptions;

/**
 * How a model is to be loaded.
 *
 * @param numReplicas the predictors that share the weights, each with a thread of its own
 * @param kvCacheBytes for the keys and values of all of them; at least one slot each is
 * made, however little it is
 * @param maxBytes that weights, keys and values may take together
 * @param maxSequences the sequences that all of them together run at once, even if the
 * cache could hold more
 * @param prefixCaching whether a prompt is spared what was computed for others that begin
 * like it
 * @param usesGenerationConfig whether the model's own generation config counts
 * @param chatTemplate what takes the place of the model's own; null for its own, or the
 * plain transcript if it has none
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
     * The slots of one predictor, each of the model's full context.
     * @throws InsufficientMemoryException if there is no room to load the weights, or for
     * one slot of each
     */
    int slotsPerReplica(ModelMemory memory) {
        long room = this.maxBytes - memory.weightBytes();
        if (room < Math.max(memory.transientBytes(), memory.slotBytes() * this.numReplicas)) {
            throw new InsufficientMemoryException(("The %s of memory that are left for the model "
                    + "are too little for weights of %s and either %s to load them or %d x %s of keys and values")
                .formatted(MemoryBudget.megabytes(this.maxBytes), MemoryBudget.megabytes(memory.weightBytes()),
                        MemoryBudget.megabytes(memory.transientBytes()), this.numReplicas,
                        MemoryBudget.megabytes(memory.slotBytes())));
        }
        long slots = Math.min(Math.min(this.kvCacheBytes, room) / memory.slotBytes(), this.maxSequences)
                / this.numReplicas;
        return (int) Math.max(1, slots);
    }

    /** The memory that the loaded model leaves of what it may take. */
    long spareBytes(ModelMemory memory) {
        return this.maxBytes - memory.weightBytes() - slotsPerReplica(memory) * memory.slotBytes() * this.numReplicas;
    }

}
