package io.inkwell.cli.train;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import io.inkwell.error.ServiceException;

/** Options of a new model. */
final class ScratchArguments {

    private static final String FLAG = "--from-scratch";

    private static final int DEFAULT_LAYERS = 4;

    private static final int DEFAULT_HEADS = 4;

    private static final int DEFAULT_HIDDEN_SIZE = 256;

    private static final int DEFAULT_POSITIONS = 256;

    private static final int DEFAULT_VOCAB_SIZE = 4096;

    @Option(names = FLAG, description = "Train a new model with random weights.")
    private boolean fromScratch;

    @Option(names = "--layers", paramLabel = "<n>", description = "Layers. Default: " + DEFAULT_LAYERS + ".")
    private @Nullable Integer layers;

    @Option(names = "--heads", paramLabel = "<n>",
            description = "Attention heads of a layer. Default: " + DEFAULT_HEADS + ".")
    private @Nullable Integer heads;

    @Option(names = "--hidden-size", paramLabel = "<n>",
            description = "Width of the model; a multiple of the heads. Default: " + DEFAULT_HIDDEN_SIZE + ".")
    private @Nullable Integer hiddenSize;

    @Option(names = "--positions", paramLabel = "<n>",
            description = "Context in tokens. Default: " + DEFAULT_POSITIONS + ".")
    private @Nullable Integer positions;

    @Option(names = "--vocab-size", paramLabel = "<n>",
            description = "Largest vocabulary of the new tokenizer, which is trained on the text to learn. Default: "
                    + DEFAULT_VOCAB_SIZE + ".")
    private @Nullable Integer vocabSize;

    @Option(names = "--tokenizer", paramLabel = "<model>",
            description = "Folder, hub id, or embedded: the model whose tokenizer to use instead.")
    private @Nullable String tokenizer;

    /**
     * The shape of the new model; null if none is wanted.
     * @param model the value of {@code --model}
     * @throws ServiceException if an option is invalid
     */
    @Nullable ModelShape shape(@Nullable String model) {
        if (!this.fromScratch) {
            requireAbsent("--layers", this.layers);
            requireAbsent("--heads", this.heads);
            requireAbsent("--hidden-size", this.hiddenSize);
            requireAbsent("--positions", this.positions);
            requireAbsent("--vocab-size", this.vocabSize);
            requireAbsent("--tokenizer", this.tokenizer);
            return null;
        }
        ServiceException.require(model == null, "--model", "given without " + FLAG, model);
        ServiceException.require(this.tokenizer == null || this.vocabSize == null, "--vocab-size",
                "given without --tokenizer", this.vocabSize);
        return new ModelShape(value(this.layers, DEFAULT_LAYERS), value(this.heads, DEFAULT_HEADS),
                value(this.hiddenSize, DEFAULT_HIDDEN_SIZE), value(this.positions, DEFAULT_POSITIONS),
                value(this.vocabSize, DEFAULT_VOCAB_SIZE), this.tokenizer);
    }

    private static void requireAbsent(String option, @Nullable Object value) {
        ServiceException.require(value == null, option, "given with " + FLAG, value);
    }

    private static int value(@Nullable Integer given, int otherwise) {
        return (given != null) ? given : otherwise;
    }

}
