package io.inkwell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the reference values that Hugging Face transformers computed. */
public final class GoldenFiles {

    private GoldenFiles() {
    }

    /**
     * @param name of a file in {@code golden/}
     */
    public static JsonNode read(String name) {
        try (InputStream json = GoldenFiles.class.getResourceAsStream("/golden/" + name)) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(json, name));
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** The prompts of {@code golden.json}. */
    public static Stream<JsonNode> cases() {
        return read("golden.json").get("cases").valueStream();
    }

}
