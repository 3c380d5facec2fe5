package io.inkwell.registry;

import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.checkpoint.Precision;

/**
 * The memory requirements of a model.
 *
 * @param weightBytes size of the weights in their precision
 * @param transientBytes additional memory while loading
 * @param slotBytes size of the keys and values of one sequence of full length
 */
record ModelMemory(long weightBytes, long transientBytes, long slotBytes) {

    static ModelMemory of(Checkpoint checkpoint, Precision precision) {
        Gpt2Config config = checkpoint.config();
        return new ModelMemory(Gpt2Model.weightBytes(config, precision), Gpt2Model.transientBytes(checkpoint),
                config.kvBytesPerToken() * config.maxPositions());
    }

    /** The peak while loading and then running one sequence. */
    long peakBytes() {
        return this.weightBytes + Math.max(this.transientBytes, this.slotBytes);
    }

}
