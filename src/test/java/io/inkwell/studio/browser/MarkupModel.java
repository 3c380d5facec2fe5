package io.inkwell.studio.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.model.checkpoint.RandomCheckpoint;

/**
 * A model with a vocabulary of bytes and markup, and random weights. Its tokenizer splits
 * each text into bytes, unlike that of the embedded model, and most of the tokens that it
 * writes are markup.
 */
public class MarkupModel implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    public static final String FOLDER = "target/studio-model${test.fork:}";

    /** What no page may interpret. A number follows. */
    public static final String MARKUP = "<img src=x onerror=";

    private static final int NUM_TOKENS = 1024;

    private static final Path BYTES = Path.of("src/test/resources/tiny-tokenizer/vocab.json");

    /** Ids below are bytes, and the end of a text. */
    public static final int NUM_BYTES = 257;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            write(Path.of(context.getEnvironment().resolvePlaceholders(FOLDER)));
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static void write(Path folder) throws IOException {
        RandomCheckpoint.tiny()
            .with("vocab_size", NUM_TOKENS)
            .with("n_positions", 512)
            .with("n_layer", 3)
            .writeTo(folder);
        Files.write(folder.resolve("vocab.json"), JsonMapper.shared().writeValueAsBytes(vocabulary()));
        Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\n");
    }

    private static Map<String, Integer> vocabulary() {
        Map<String, Integer> known = JsonMapper.shared().readValue(BYTES, new TypeReference<>() {
        });
        Map<String, Integer> vocabulary = new LinkedHashMap<>(known);
        vocabulary.values().removeIf((id) -> id >= NUM_BYTES);
        for (int id = NUM_BYTES; id < NUM_TOKENS; id++) {
            // Byte-level vocabularies write a space as Ġ.
            vocabulary.put((MARKUP + id + ">").replace(' ', 'Ġ'), id);
        }
        return vocabulary;
    }

}
