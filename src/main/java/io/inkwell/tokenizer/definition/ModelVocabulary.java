package io.inkwell.tokenizer.definition;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

/** The vocabulary of a tokenizer's model, without added tokens. */
public final class ModelVocabulary {

    /**
     * Far above any real vocabulary. A larger id indicates a damaged file and would
     * consume memory.
     */
    static final int MAX_SIZE = 1 << 24;

    /** Ids index arrays, so a few tokens with large ids would consume memory. */
    private static final int MAX_GAPS = 1 << 20;

    /**
     * The native library frees the trie of a Unigram vocabulary by recursion. A longer
     * token overflows the stack, which ends the process.
     */
    private static final int MAX_PIECE = 300;

    private final Map<String, Integer> ids;

    private ModelVocabulary(Map<String, Integer> ids) {
        this.ids = ids;
    }

    /**
     * Reads the vocabulary of a model: an object of ids, or a list of tokens and scores.
     * @throws IOException if it is neither, an id is out of range, or two tokens have the
     * same id
     */
    public static ModelVocabulary of(TokenizerDefinition definition) throws IOException {
        JsonNode vocabulary = definition.section("model").path("vocab");
        if (vocabulary.isArray() && definition.section("model").path("type").asString("Unigram").equals("Unigram")) {
            return ofPieces(definition, vocabulary);
        }
        if (!vocabulary.isObject()) {
            throw definition.rejection("the model has no vocabulary");
        }
        Map<String, Integer> ids = new LinkedHashMap<>();
        Map<Integer, String> tokens = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : vocabulary.properties()) {
            int id = checkId(definition, entry.getKey(), entry.getValue());
            String other = tokens.put(id, entry.getKey());
            if (other != null) {
                throw definition
                    .rejection("the tokens '" + other + "' and '" + entry.getKey() + "' have the same id, " + id);
            }
            ids.put(entry.getKey(), id);
        }
        requireFewGaps(definition, ids);
        return new ModelVocabulary(ids);
    }

    private static void requireFewGaps(TokenizerDefinition definition, Map<String, Integer> ids) throws IOException {
        int limit = ids.size() + MAX_GAPS;
        for (Map.Entry<String, Integer> token : ids.entrySet()) {
            if (token.getValue() >= limit) {
                throw definition.rejection("the id of token '" + token.getKey() + "' must be less than " + limit
                        + ", the size of the vocabulary plus " + MAX_GAPS + "; given: " + token.getValue());
            }
        }
    }

    private static ModelVocabulary ofPieces(TokenizerDefinition definition, JsonNode pieces) throws IOException {
        Map<String, Integer> ids = new LinkedHashMap<>();
        int id = 0;
        for (JsonNode piece : pieces) {
            if (!piece.path(0).isString() || !piece.path(1).isNumber()) {
                throw definition
                    .rejection("entry " + id + " of the vocabulary must be a token and its score; given: " + piece);
            }
            if (piece.path(0).stringValue().length() > MAX_PIECE) {
                throw definition.rejection("entry " + id + " of the vocabulary must be at most " + MAX_PIECE
                        + " characters; given: " + piece.path(0).stringValue().length());
            }
            ids.put(piece.path(0).stringValue(), id);
            id++;
        }
        return new ModelVocabulary(ids);
    }

    private static int checkId(TokenizerDefinition definition, String token, JsonNode id) throws IOException {
        if (!id.canConvertToInt() || id.intValue() < 0 || id.intValue() >= MAX_SIZE) {
            throw definition.rejection(
                    "the id of token '" + token + "' must be between 0 and " + (MAX_SIZE - 1) + "; given: " + id);
        }
        return id.intValue();
    }

    Optional<Integer> idOf(String token) {
        return Optional.ofNullable(this.ids.get(token));
    }

    /**
     * The number of tokens; less than the largest id plus one if there are gaps.
     */
    int size() {
        return this.ids.size();
    }

    public Map<String, Integer> ids() {
        return this.ids;
    }

}
