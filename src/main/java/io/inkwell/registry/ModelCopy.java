package io.inkwell.registry;

import java.io.IOException;

import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.program.WeightOptions;

/** The weights of a model, loaded a second time; closing it frees their memory. */
public final class ModelCopy implements AutoCloseable {

    private final Gpt2Model model;

    private final Runnable release;

    private ModelCopy(Gpt2Model model, Runnable release) {
        this.model = model;
        this.release = release;
    }

    /** As {@link LoadedModel#loadAgain}. */
    static ModelCopy load(ModelSource source, Precision precision, MemoryShares memory) throws IOException {
        Object owner = new Object();
        try (Checkpoint checkpoint = source.openCheckpoint()) {
            long needed = ModelMemory.of(checkpoint, precision).peakBytes();
            long left = Math.min(memory.left(), FreeMemory.bytes());
            if (left < needed || !memory.hold(owner, needed)) {
                throw new InsufficientMemoryException(
                        "%s in %s needs %s more memory, but only %s are left".formatted(source.name(),
                                precision.label(), MemoryBudget.megabytes(needed), MemoryBudget.megabytes(left)));
            }
            return new ModelCopy(Gpt2Model.load(checkpoint, new WeightOptions(precision, false)),
                    () -> memory.release(owner));
        }
        catch (IOException | RuntimeException | Error ex) {
            memory.release(owner);
            throw ex;
        }
    }

    public Gpt2Model model() {
        return this.model;
    }

    @Override
    public void close() {
        this.model.close();
        this.release.run();
    }

}
