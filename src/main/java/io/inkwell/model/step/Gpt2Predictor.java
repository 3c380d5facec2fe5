package io.inkwell.model.step;

import java.util.Arrays;
import java.util.List;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDManager;
import ai.djl.translate.TranslateException;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.program.DeviceMemory;
import io.inkwell.model.program.Gpt2Program;

/**
 * A DJL predictor on the shared weights, with the KV cache of its sequences. Confined to
 * one thread at a time.
 */
public final class Gpt2Predictor implements CausalLm {

    private final Gpt2Config config;

    private final NDManager manager;

    private final KvCache cache;

    private final Predictor<ProgramCall, float[][]> predictor;

    public Gpt2Predictor(Model model, Gpt2Config config, KvCacheSize cacheSize) {
        this.config = config;
        this.manager = model.getNDManager().newSubManager();
        this.cache = new KvCache(model, this.manager, config, cacheSize);
        this.predictor = model.newPredictor(new ProgramTranslator(this.cache));
    }

    /**
     * The number of cells in which memory of a slot is committed and released:
     * {@link KvCacheSize#cellsPerBlock}.
     */
    public static int cellsPerBlock(Model model, Gpt2Config config) {
        return KvCache.cellsPerBlock(config, Gpt2Program.kernels(model));
    }

    @Override
    public int vocabularySize() {
        return this.config.vocabSize();
    }

    @Override
    public int hiddenSize() {
        return this.config.hiddenSize();
    }

    @Override
    public KvCacheSize cacheSize() {
        return this.cache.size();
    }

    @Override
    public StepOutput step(StepInput input) {
        input.attentionCalls().forEach(this::clearUnwritten);
        float[][] results = call(ProgramCall.step(input));
        return new StepOutput(input, results[0], results[1], results[2], vocabularySize(), hiddenSize());
    }

    /**
     * Appends a token to the sequence in slot 0, as {@link #step} does, and returns the
     * attention of its row.
     * @param position the position of the token
     */
    public StepWithAttention stepWithAttention(int tokenId, int position) {
        float[][] results = call(ProgramCall.stepWithAttention(tokenId, position));
        int numTokens = position + 1;
        int numShares = this.config.numLayers() * this.config.numHeads() * numTokens;
        return new StepWithAttention(Arrays.copyOf(results[0], this.config.vocabSize()),
                Arrays.copyOf(results[1], numShares), this.config.numLayers(), this.config.numHeads(), numTokens);
    }

    @Override
    public void copyCells(List<CellCopy> copies) {
        copies.forEach((copy) -> this.cache.clear(copy.toSlot(), copy.endCell()).ifPresent(this::call));
        call(ProgramCall.copyCells(copies));
    }

    @Override
    public void releaseCells(List<CellRelease> releases) {
        call(ProgramCall.releaseCells(releases));
    }

    @Override
    public void close() {
        this.predictor.close();
        this.manager.close();
    }

    /** Clears the cells that a call reads and no step has written. */
    private void clearUnwritten(AttentionCall attention) {
        for (int slot = attention.firstSlot(); slot < attention.firstSlot() + attention.numSlots(); slot++) {
            this.cache.clear(slot, attention.length()).ifPresent(this::call);
        }
    }

    private float[][] call(ProgramCall call) {
        try {
            return this.predictor.predict(call);
        }
        catch (TranslateException ex) {
            if (DeviceMemory.isExhausted(ex)) {
                throw new ServiceException(ErrorKind.UNAVAILABLE,
                        "the device is out of memory for this step; lower inkwell.kv-cache.size or "
                                + "inkwell.scheduler.max-prefill-tokens",
                        null, ex);
            }
            throw new ServiceException(ErrorKind.GENERATION_FAILED, "forward pass failed", null, ex);
        }
    }

}
