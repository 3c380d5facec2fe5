package io.inkwell.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.chat.TemplateSource;
import io.inkwell.error.FileProblem;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.checkpoint.SafetensorsFile;
import io.inkwell.registry.defaults.GenerationConfig;
import io.inkwell.tokenizer.Tokenizer;

/**
 * The small model inside the jar, which works without a network; see MODEL_CARD.md.
 */
record EmbeddedModel() implements ModelSource {

    private static final String CONFIG = Checkpoint.CONFIG_FILE;

    private static final String WEIGHTS = Checkpoint.WEIGHTS_FILE;

    private static final String TOKENIZER = "tokenizer.json";

    @Override
    public String name() {
        return "inkwell-demo";
    }

    @Override
    public Path openFolder(Path copies) throws IOException {
        for (String file : List.of(CONFIG, WEIGHTS, TOKENIZER)) {
            write(copies.resolve(file), read(file));
        }
        return copies;
    }

    @Override
    public void requireCheckpoint() {
        // Part of the program.
    }

    @Override
    public Checkpoint openCheckpoint() throws IOException {
        ByteBuffer weights = ByteBuffer.wrap(read(WEIGHTS));
        return Checkpoint.of(Gpt2Config.read(read(CONFIG)), SafetensorsFile.wrap(WEIGHTS, weights));
    }

    @Override
    public Tokenizer openTokenizer() throws IOException {
        try (InputStream json = open(TOKENIZER)) {
            return Tokenizer.read(json);
        }
    }

    @Override
    public GenerationConfig readGenerationConfig() {
        return GenerationConfig.NONE;
    }

    @Override
    public @Nullable TemplateSource readChatTemplate() {
        return null;
    }

    private static void write(Path file, byte[] content) throws IOException {
        try {
            Files.write(file, content);
        }
        catch (IOException ex) {
            throw FileProblem.writing(file, ex);
        }
    }

    private static byte[] read(String file) throws IOException {
        try (InputStream stream = open(file)) {
            return stream.readAllBytes();
        }
    }

    private static InputStream open(String file) throws IOException {
        InputStream stream = EmbeddedModel.class.getResourceAsStream("embedded/" + file);
        if (stream == null) {
            throw new IOException("the embedded model's " + file + " is not on the class path");
        }
        return stream;
    }

}
