package io.inkwell.cli.train;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.tokenizer.training.BpeTrainerOptions;

/**
 * The shape of a new model. Messages name the options of the command.
 *
 * @param vocabSize the size of the tokenizer to train
 * @param tokenizer the location of the model whose tokenizer to use; null to train one
 */
record ModelShape(int layers, int heads, int hiddenSize, int positions, int vocabSize, @Nullable String tokenizer) {

    private static final int MAX_LAYERS = 1000;

    private static final int MAX_HIDDEN_SIZE = 1 << 16;

    private static final int MAX_POSITIONS = 1 << 20;

    ModelShape {
        requireFrom1(layers, MAX_LAYERS, "--layers");
        requireFrom1(hiddenSize, MAX_HIDDEN_SIZE, "--hidden-size");
        requireFrom1(heads, hiddenSize, "--heads");
        ServiceException.require(hiddenSize % heads == 0, "--hidden-size", "a multiple of the " + heads + " of --heads",
                hiddenSize);
        ServiceException.require(positions >= 2 && positions <= MAX_POSITIONS, "--positions",
                "from 2 to " + MAX_POSITIONS, positions);
        tokenizerOptions(vocabSize);
    }

    private static void requireFrom1(int value, int max, String option) {
        ServiceException.require(value >= 1 && value <= max, option, "from 1 to " + max, value);
    }

    /**
     * @param config the model of the run that is resumed
     * @throws ServiceException if it has another shape
     */
    void requireSame(Gpt2Config config) {
        requireSame(this.layers, config.numLayers(), "--layers");
        requireSame(this.hiddenSize, config.hiddenSize(), "--hidden-size");
        requireSame(this.heads, config.numHeads(), "--heads");
        requireSame(this.positions, config.maxPositions(), "--positions");
    }

    private static void requireSame(int value, int ofRun, String option) {
        ServiceException.require(value == ofRun, option, ofRun + ", as in the run that is resumed", value);
    }

    BpeTrainerOptions tokenizerOptions() {
        return tokenizerOptions(this.vocabSize);
    }

    private static BpeTrainerOptions tokenizerOptions(int vocabSize) {
        return new BpeTrainerOptions(vocabSize, BpeTrainerOptions.DEFAULT_MIN_FREQUENCY);
    }

}
