package io.inkwell.tokenizer.definition;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The added tokens of a tokenizer with their ids. As in the tokenizers library, a token
 * of the model's vocabulary keeps its id, and any other token gets the next free id,
 * whatever the files say.
 */
final class AddedVocabulary {

    private final ModelVocabulary vocabulary;

    private final Map<String, Integer> ids = new LinkedHashMap<>();

    private final Map<Integer, AddedToken> tokens = new TreeMap<>();

    private final Set<Integer> normalized = new HashSet<>();

    private int maxId = -1;

    AddedVocabulary(ModelVocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Adds a token; if it exists, updates its flags but keeps it special. */
    void add(AddedToken token) {
        if (token.content().isEmpty()) {
            return;
        }
        int id = this.ids.computeIfAbsent(token.content(), this::newId);
        this.tokens.merge(id, token, (old, added) -> old.special() ? added.asSpecial() : added);
        if (token.normalized()) {
            this.normalized.add(id);
        }
    }

    private int newId(String content) {
        int id = this.vocabulary.idOf(content).orElseGet(this::nextId);
        this.maxId = Math.max(this.maxId, id);
        return id;
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

    /**
     * The ids of tokens that were added at least once with {@code normalized}: the
     * library continues to decode them as normalized names.
     */
    Set<Integer> normalized() {
        return this.normalized;
    }

    /** The tokens by id, in ascending order. */
    Map<Integer, AddedToken> tokens() {
        return this.tokens;
    }

    private int nextId() {
        return Math.max(this.vocabulary.size(), this.maxId + 1);
    }

}
