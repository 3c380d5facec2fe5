package io.inkwell.tokenizer.definition;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The added tokens of a tokenizer with their ids. As in the tokenizers library, a token
 * of the model's vocabulary keeps its id. Any other token gets the next free id, whatever
 * the files say.
 */
final class AddedVocabulary {

    private final ModelVocabulary vocabulary;

    private final Map<String, Integer> ids = new LinkedHashMap<>();

    private final Map<Integer, AddedToken> tokens = new TreeMap<>();

    private final Set<String> specials = new HashSet<>();

    private final Set<Integer> normalized = new HashSet<>();

    private int maxId = -1;

    AddedVocabulary(ModelVocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * Adds tokens at once; one that is there already gets its flags, and stays special.
     * Where ids are missing from the vocabulary, new tokens begin at its size, as in the
     * tokenizers library 0.23. They can get ids below those of tokens that the vocabulary
     * has.
     */
    void add(List<AddedToken> added) {
        int nextId = Math.max(this.vocabulary.size(), this.maxId + 1);
        for (AddedToken token : added) {
            if (token.content().isEmpty()) {
                continue;
            }
            Integer id = this.ids.get(token.content());
            if (id == null) {
                id = this.vocabulary.idOf(token.content()).orElse(null);
            }
            put((id != null) ? id : nextId++, token);
        }
    }

    private void put(int id, AddedToken token) {
        this.ids.put(token.content(), id);
        this.maxId = Math.max(this.maxId, id);
        if (token.special()) {
            this.specials.add(token.content());
        }
        this.tokens.put(id, this.specials.contains(token.content()) ? token.asSpecial() : token);
        if (token.normalized()) {
            this.normalized.add(id);
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

    /**
     * The ids of tokens that were added at least once with {@code normalized}: the
     * library continues to decode them as normalized names.
     */
    Set<Integer> normalized() {
        return this.normalized;
    }

    /** The names of tokens whose ids later ones got. */
    Set<String> replaced() {
        Set<String> replaced = new LinkedHashSet<>(this.ids.keySet());
        this.tokens.values().forEach((token) -> replaced.remove(token.content()));
        return replaced;
    }

    /** By id, in order. */
    Map<Integer, AddedToken> tokens() {
        return this.tokens;
    }

}
