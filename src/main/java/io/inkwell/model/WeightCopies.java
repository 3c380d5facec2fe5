package io.inkwell.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.inkwell.model.adapter.LoraLayers;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.program.ComputeDevice;
import io.inkwell.model.program.WeightOptions;
import io.inkwell.model.step.AdapterWeights;
import io.inkwell.model.step.Gpt2Predictor;
import io.inkwell.model.step.KvCacheSize;

/**
 * The weights of one checkpoint, one copy for each device. Thread-safe, but it must
 * outlive its predictors.
 */
public final class WeightCopies implements AutoCloseable {

    private final List<Gpt2Model> copies;

    private WeightCopies(List<Gpt2Model> copies) {
        this.copies = copies;
    }

    /**
     * Loads a checkpoint once for each device. If one copy cannot be loaded, closes those
     * before it.
     */
    public static WeightCopies load(Checkpoint checkpoint, WeightOptions options, List<ComputeDevice> devices)
            throws IOException {
        WeightCopies loaded = new WeightCopies(new ArrayList<>());
        try {
            for (ComputeDevice device : devices) {
                loaded.copies.add(Gpt2Model.load(checkpoint, options, device));
            }
            return loaded;
        }
        catch (IOException | RuntimeException | Error ex) {
            loaded.close();
            throw ex;
        }
    }

    /**
     * Copies an adapter of the checkpoint to each device. It must be released before this
     * object closes.
     * @param whenFreed runs once nothing uses the adapter and its memory is free
     * @throws IOException if a layer of it cannot be read
     */
    public AdapterWeights load(LoraLayers adapter, Runnable whenFreed) throws IOException {
        return new AdapterWeights(adapter, first().config(), this.copies.stream().map(Gpt2Model::djl).toList(),
                whenFreed);
    }

    /** The copy on the first device. */
    public Gpt2Model first() {
        return this.copies.get(0);
    }

    /** The devices, such as {@code cuda:0,cuda:1}. */
    public String devices() {
        return this.copies.stream().map((copy) -> copy.device().toString()).collect(Collectors.joining(","));
    }

    /**
     * The block size of a KV cache that every device accepts.
     * @see Gpt2Model#cellsPerBlock()
     */
    public int cellsPerBlock() {
        return this.copies.stream().mapToInt(Gpt2Model::cellsPerBlock).max().orElseThrow();
    }

    /**
     * Creates the predictor of a replica, with its own KV cache. Neighboring replicas use
     * different devices.
     */
    public Gpt2Predictor newPredictor(int replica, KvCacheSize cacheSize) {
        return this.copies.get(replica % this.copies.size()).newPredictor(cacheSize);
    }

    @Override
    public void close() {
        this.copies.forEach(Gpt2Model::close);
    }

}
