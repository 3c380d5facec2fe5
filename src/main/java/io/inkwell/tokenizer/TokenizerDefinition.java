package io.inkwell.tokenizer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The contents of a Hugging Face {@code tokenizer.json} that is known to describe
 * byte-level BPE, the only kind whose tokens stand for bytes.
 */
final class TokenizerDefinition {

    private final String source;

    private final byte[] json;

    private final JsonNode root;

    private TokenizerDefinition(String source, byte[] json, JsonNode root) {
        this.source = source;
        this.json = json;
        this.root = root;
    }

    /**
     * Reads {@code tokenizer.json}, or puts one together from {@code vocab.json} and
     * {@code merges.txt}.
     */
    static TokenizerDefinition open(Path folder) throws IOException {
        Path tokenizerJson = folder.resolve("tokenizer.json");
        if (Files.isRegularFile(tokenizerJson)) {
            return parse(tokenizerJson.toString(), Files.readAllBytes(tokenizerJson));
        }
        Path vocabJson = folder.resolve("vocab.json");
        Path mergesTxt = folder.resolve("merges.txt");
        if (Files.isRegularFile(vocabJson) && Files.isRegularFile(mergesTxt)) {
            return parse(folder.toString(), VocabularyFiles.read(vocabJson, mergesTxt).toTokenizerJson());
        }
        throw new IOException("No tokenizer in " + folder + ": there is no tokenizer.json, and in its place "
                + missing(vocabJson, mergesTxt) + " would be needed");
    }

    /**
     * Reads a whole definition.
     * @param source what to call it in messages
     */
    static TokenizerDefinition parse(String source, byte[] json) throws IOException {
        try {
            JsonNode root = JsonMapper.shared().readTree(json);
            TokenizerDefinition definition = new TokenizerDefinition(source, json, root);
            definition.requireByteLevelBpe();
            return definition;
        }
        catch (JacksonException ex) {
            throw new IOException(source + ": not a JSON document", ex);
        }
    }

    InputStream stream() {
        return new ByteArrayInputStream(this.json);
    }

    /** Token to id, the tokens written in the {@link ByteAlphabet}. */
    JsonNode vocabulary() {
        return this.root.path("model").path("vocab");
    }

    /** Tokens that are matched in the text before BPE, written as they are. */
    JsonNode addedTokens() {
        return this.root.path("added_tokens");
    }

    /** The failure of this definition, in the words of {@code problem}. */
    IOException refuse(String problem) {
        return new IOException(this.source + ": " + problem);
    }

    IOException refuse(String problem, Throwable cause) {
        return new IOException(this.source + ": " + problem, cause);
    }

    private void requireByteLevelBpe() throws IOException {
        JsonNode model = this.root.path("model");
        // The original GPT-2's file names no type. Only BPE has merges.
        String type = model.path("type").asString(model.path("merges").isArray() ? "BPE" : "unknown");
        if (!type.equals("BPE")) {
            throw refuse("the model is of type " + type + ", only byte-level BPE can be served");
        }
        if (!vocabulary().isObject()) {
            throw refuse("the model has no vocabulary");
        }
        requireByteLevel("pre_tokenizer", "pretokenizers");
        requireByteLevel("decoder", "decoders");
        for (String affix : List.of("continuing_subword_prefix", "end_of_word_suffix")) {
            String value = model.path(affix).asString("");
            if (!value.isEmpty()) {
                throw refuse("the model marks word parts (" + affix + " is '" + value
                        + "'), only byte-level BPE without such marks can be served");
            }
        }
    }

    private void requireByteLevel(String field, String steps) throws IOException {
        JsonNode stage = this.root.path(field);
        boolean found = isByteLevel(stage) || stage.path(steps).valueStream().anyMatch(this::isByteLevel);
        if (!found) {
            throw refuse("the " + field + " is of type " + stage.path("type").asString("none")
                    + " without ByteLevel, only byte-level BPE can be served");
        }
    }

    private boolean isByteLevel(JsonNode stage) {
        return stage.path("type").asString("").equals("ByteLevel");
    }

    private static String missing(Path vocabJson, Path mergesTxt) {
        if (Files.isRegularFile(mergesTxt)) {
            return "vocab.json";
        }
        return Files.isRegularFile(vocabJson) ? "merges.txt" : "vocab.json and merges.txt";
    }

}
