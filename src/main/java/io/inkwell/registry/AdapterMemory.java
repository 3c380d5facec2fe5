package io.inkwell.registry;

import java.io.IOException;
import java.nio.file.Path;

import io.inkwell.model.WeightCopies;
import io.inkwell.model.adapter.LoraFile;
import io.inkwell.model.program.ComputeDevice;
import io.inkwell.model.step.AdapterWeights;

/** Takes the memory of adapters from that for models. */
final class AdapterMemory {

    private AdapterMemory() {
    }

    /**
     * Copies an adapter to the devices of its base model. Its values are read only if
     * there is memory for them, one layer at a time.
     * @param maxRank the largest rank to accept
     * @throws IOException if it cannot be read, or is no adapter of the base model
     * @throws InsufficientMemoryException if it exceeds the memory that is left
     */
    static AdapterWeights load(Path folder, int maxRank, WeightCopies base, MemoryShares memory) throws IOException {
        Object owner = new Object();
        try (LoraFile adapter = LoraFile.open(folder, base.first().config(), maxRank)) {
            boolean isOnCpu = base.first().device().equals(ComputeDevice.CPU);
            long bytes = isOnCpu ? AdapterWeights.bytes(adapter.config(), base.first().config()) : 0;
            // The layers are joined to one tensor.
            if (!memory.hold(owner, 2 * bytes)) {
                throw new InsufficientMemoryException(
                        "The adapter needs %s of memory while it is loaded, but only %s are left"
                            .formatted(MemoryBudget.megabytes(2 * bytes), MemoryBudget.megabytes(memory.left())));
            }
            AdapterWeights weights = base.load(adapter, () -> memory.release(owner));
            memory.keep(owner, bytes);
            return weights;
        }
        catch (IOException | RuntimeException | Error ex) {
            memory.release(owner);
            throw ex;
        }
    }

}
