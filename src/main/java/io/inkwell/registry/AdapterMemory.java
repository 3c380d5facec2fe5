package io.inkwell.registry;

import io.inkwell.model.WeightCopies;
import io.inkwell.model.adapter.LoraAdapter;
import io.inkwell.model.program.ComputeDevice;
import io.inkwell.model.step.AdapterWeights;

/** Takes the memory of adapters from that for models. */
final class AdapterMemory {

    private AdapterMemory() {
    }

    /**
     * Copies an adapter to the devices of its base model.
     * @throws InsufficientMemoryException if it exceeds the memory that is left
     */
    static AdapterWeights load(LoraAdapter adapter, WeightCopies base, MemoryShares memory) {
        Object owner = new Object();
        boolean isOnCpu = base.first().device().equals(ComputeDevice.CPU);
        long bytes = isOnCpu ? AdapterWeights.bytes(adapter.config(), base.first().config()) : 0;
        // The layers are joined to one tensor.
        if (!memory.hold(owner, 2 * bytes)) {
            throw new InsufficientMemoryException(
                    "The adapter needs %s of memory while it is loaded, but only %s are left"
                        .formatted(MemoryBudget.megabytes(2 * bytes), MemoryBudget.megabytes(memory.left())));
        }
        try {
            AdapterWeights weights = base.load(adapter, () -> memory.release(owner));
            memory.keep(owner, bytes);
            return weights;
        }
        catch (RuntimeException | Error ex) {
            memory.release(owner);
            throw ex;
        }
    }

}
