package io.inkwell.registry;

import org.jspecify.annotations.Nullable;

import io.inkwell.chat.TemplateSource;
import io.inkwell.engine.SchedulerLimits;
import io.inkwell.model.Precision;

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
public record ModelOptions(Precision precision, int numReplicas, long kvCacheBytes, long maxBytes, int maxSequences,
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
     * @throws InsufficientMemoryException if there is no room for one of each
     */
    int slotsPerReplica(long slotBytes, long weightBytes) {
        long room = room(weightBytes);
        if (room < slotBytes * this.numReplicas) {
            throw new InsufficientMemoryException(("The %s of memory that are left for the model "
                    + "are too little for weights of %s, %s to pack them in and %d x %s of keys and values")
                .formatted(MemoryBudget.megabytes(this.maxBytes), MemoryBudget.megabytes(weightBytes),
                        MemoryBudget.megabytes(packing(weightBytes)), this.numReplicas,
                        MemoryBudget.megabytes(slotBytes)));
        }
        long slots = Math.min(Math.min(this.kvCacheBytes, room) / slotBytes, this.maxSequences) / this.numReplicas;
        return (int) Math.max(1, slots);
    }

    /** What the model leaves of the memory that it may take. */
    long spareBytes(long slotBytes, long weightBytes) {
        return room(weightBytes) - slotsPerReplica(slotBytes, weightBytes) * slotBytes * this.numReplicas;
    }

    private long room(long weightBytes) {
        return this.maxBytes - weightBytes - packing(weightBytes);
    }

    // Weights are packed in memory of their own, not all of which the system gets back.
    private static long packing(long weightBytes) {
        return weightBytes / 4;
    }

}
