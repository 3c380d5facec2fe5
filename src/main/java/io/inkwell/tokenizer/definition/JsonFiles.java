package io.inkwell.tokenizer.definition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads tokenizer files; error messages name the file. */
final class JsonFiles {

    /** Accepts NaN and Infinity, as Python does. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .build();

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private JsonFiles() {
    }

    /** Reads an object from a resource of this package. */
    static ObjectNode resource(String name) {
        try (InputStream json = JsonFiles.class.getResourceAsStream(name)) {
            return parse(name, Objects.requireNonNull(json, name).readAllBytes());
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Reads an object from a file; empty if the file does not exist. */
    static ObjectNode readIfPresent(Path file) throws IOException {
        return Files.isRegularFile(file) ? read(file) : JsonMapper.shared().createObjectNode();
    }

    static ObjectNode read(Path file) throws IOException {
        return parse(file.toString(), Files.readAllBytes(file));
    }

    static ObjectNode parse(String source, byte[] json) throws IOException {
        try {
            JsonNode root = MAPPER.readTree(json);
            if (root instanceof ObjectNode object) {
                return object;
            }
            throw new IOException(source + ": not a JSON object");
        }
        catch (JacksonException ex) {
            throw new IOException(source + ": not a JSON document: " + ex.getOriginalMessage(), ex);
        }
    }

    /** Reads the lines of a text file, without a byte order mark. */
    static List<String> lines(Path file) throws IOException {
        try {
            String text = Files.readString(file);
            String marked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            return List.of(marked.split("\r?\n"));
        }
        catch (MalformedInputException ex) {
            throw new IOException(file + ": not valid UTF-8", ex);
        }
    }

}
