package io.inkwell.cli.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

import io.inkwell.error.ServiceException;
import io.inkwell.hub.HubProgress;
import io.inkwell.model.checkpoint.Activation;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.training.InitialWeights;
import io.inkwell.registry.ModelSource;
import io.inkwell.tokenizer.Tokenizer;
import io.inkwell.tokenizer.training.BpeTrainer;
import io.inkwell.training.data.TrainingText;

/** Writes a model with random weights, and its tokenizer. */
final class NewModel {

    private static final String END_OF_TEXT = "<|endoftext|>";

    /** As in GPT-2. */
    private static final int INNER_FACTOR = 4;

    private static final double LAYER_NORM_EPSILON = 1e-5;

    private final ModelShape shape;

    private final Path folder;

    private final HubProgress downloads;

    private NewModel(ModelShape shape, Path folder, HubProgress downloads) {
        this.shape = shape;
        this.folder = folder;
        this.downloads = downloads;
    }

    /**
     * @param text the text on which a tokenizer is trained
     * @param folder an empty folder
     * @throws ServiceException if the tokenizer does not fit
     */
    static void write(ModelShape shape, Path text, long seed, Path folder, HubProgress downloads) throws IOException {
        NewModel model = new NewModel(shape, folder, downloads);
        model.writeTokenizer(text);
        Gpt2Config config = model.config();
        Files.write(folder.resolve(Checkpoint.CONFIG_FILE), config.write());
        InitialWeights.write(config, seed, folder.resolve(Checkpoint.WEIGHTS_FILE));
    }

    private void writeTokenizer(Path text) throws IOException {
        String location = this.shape.tokenizer();
        if (location != null) {
            copyTokenizer(location);
            return;
        }
        try (Stream<String> texts = TrainingText.open(text)) {
            BpeTrainer.train(texts, this.shape.tokenizerOptions()).write(this.folder, this.shape.positions());
        }
    }

    private void copyTokenizer(String location) throws IOException {
        Path copies = Files.createDirectory(this.folder.resolve("tokenizer"));
        Path source = ModelLocation.open("--tokenizer", location, this.downloads).openFolder(copies);
        // Here, because a later message would name the copies.
        Tokenizer.open(source).close();
        for (String name : Tokenizer.FILES) {
            if (Files.exists(source.resolve(name))) {
                Files.copy(source.resolve(name), this.folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Gpt2Config config() throws IOException {
        try (Tokenizer tokenizer = Tokenizer.open(this.folder)) {
            String name = tokenizer.namedTokens().getOrDefault("eos_token", END_OF_TEXT);
            OptionalInt end = tokenizer.idOf(name);
            ServiceException.require(end.isPresent(), "--tokenizer", "one with an end-of-text token", name);
            return new Gpt2Config(tokenizer.vocabularySize(), this.shape.positions(), this.shape.hiddenSize(),
                    this.shape.layers(), this.shape.heads(), INNER_FACTOR * this.shape.hiddenSize(), LAYER_NORM_EPSILON,
                    Activation.GELU_TANH, true, false, true, Set.of(end.getAsInt()), end);
        }
    }

}
