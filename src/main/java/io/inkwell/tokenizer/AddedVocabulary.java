package io.inkwell.tokenizer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The added tokens of a tokenizer with their ids. As in the tokenizers library, a token
 * that the model's vocabulary has keeps its id there, and any other gets the next free
 * one, whatever the files say.
 */
final class AddedVocabulary {

    private final ModelVocabulary vocabulary;

    private final Map<String, Integer> ids = new LinkedHashMap<>();

    private final Map<Integer, AddedToken> tokens = new TreeMap<>();

    private int maxId = -1;

    AddedVocabulary(ModelVocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Adds a token; one that is there already gets its flags, and stays special. */
    void add(AddedToken token) {
        if (token.content().isEmpty()) {
            return;
        }
        Integer known = this.ids.get(token.content());
        if (known == null) {
            int id = this.vocabulary.idOf(token.content()).orElseGet(this::nextId);
            this.ids.put(token.content(), id);
            this.tokens.put(id, token);
            this.maxId = Math.max(this.maxId, id);
        }
        else {
            this.tokens.computeIfPresent(known, (id, old) -> old.special() ? token.asSpecial() : token);
        }
    }

    /**
     * @throws java.util.NoSuchElementException if there is no such token
     */
    int idOf(String content) {
        return Optional.ofNullable(this.ids.get(content)).orElseThrow();
    }

    boolean has(String content) {
        return this.ids.containsKey(content);
    }

    /** By id, in order. */
    Map<Integer, AddedToken> tokens() {
        return this.tokens;
    }

    private int nextId() {
        return Math.max(this.vocabulary.size(), this.maxId + 1);
    }

}
