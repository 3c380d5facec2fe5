package io.inkwell.tokenizer.decoder;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.tokenizer.bytes.ByteAlphabet;
import io.inkwell.tokenizer.definition.ModelVocabulary;
import io.inkwell.tokenizer.definition.TokenizerDefinition;
import io.inkwell.tokenizer.encoder.NormalizedNames;

/**
 * What every token id stands for. A token may hold part of a character, so only bytes can
 * be joined, cut and compared; text is made of them at the end. Immutable.
 */
public final class TokenTable {

    static final byte[] NOTHING = {};

    /** Indexed by id; null where the vocabulary has a hole. */
    private final @Nullable String[] spellings;

    /** Indexed by id; {@link #NOTHING} where the vocabulary has a hole. */
    private final byte[][] bytes;

    private final BitSet special;

    /** What the decoder gets for a token where that is not its spelling. */
    private final Map<Integer, String> rewritten;

    /** A table of byte-level tokens. */
    public TokenTable(byte[][] bytes, BitSet special) {
        this(Arrays.stream(bytes).map(ByteAlphabet::letters).toArray(String[]::new), bytes, special, Map.of());
    }

    private TokenTable(@Nullable String[] spellings, byte[][] bytes, BitSet special, Map<Integer, String> rewritten) {
        this.spellings = spellings;
        this.bytes = bytes;
        this.special = special;
        this.rewritten = rewritten;
    }

    /**
     * @param rewritten the names of added tokens that the normalizer changes, by token id
     */
    public static TokenTable of(TokenizerDefinition definition, Decoder decoder, Map<Integer, String> rewritten)
            throws IOException {
        Map<String, Integer> ids = ModelVocabulary.of(definition).ids();
        JsonNode added = definition.section("added_tokens");
        int size = Math.max(ids.values().stream().mapToInt(Integer::intValue).max().orElse(-1),
                added.valueStream().mapToInt((token) -> token.path("id").intValue()).max().orElse(-1)) + 1;
        @Nullable String[] spellings = new String[size];
        ids.forEach((token, id) -> spellings[id] = token);
        BitSet special = new BitSet();
        Set<String> specialNames = new HashSet<>();
        for (JsonNode token : added) {
            int id = token.path("id").intValue();
            spellings[id] = token.path("content").stringValue();
            special.set(id, token.path("special").asBoolean(false));
            if (special.get(id)) {
                specialNames.add(token.path("content").stringValue());
            }
        }
        // The library looks for what it writes among the names of special tokens.
        rewritten.forEach((id, name) -> special.set(id, specialNames.contains(name)));
        byte[][] bytes = new byte[size][];
        for (int id = 0; id < size; id++) {
            String spelling = rewritten.getOrDefault(id, spellings[id]);
            bytes[id] = (spelling != null) ? decoder.bytes(spelling) : NOTHING;
        }
        return new TokenTable(spellings, bytes, special, rewritten);
    }

    /**
     * The bytes of a token within a text: not a copy, and not to be written to. An id
     * that the vocabulary lacks stands for nothing.
     */
    public byte[] bytes(int id) {
        return (id >= 0 && id < this.bytes.length) ? this.bytes[id] : NOTHING;
    }

    /** The token as the vocabulary spells it; empty for an id that it lacks. */
    public String spelling(int id) {
        String spelling = has(id) ? this.spellings[id] : null;
        return (spelling != null) ? spelling : "";
    }

    /** The token as the decoder gets it. */
    String written(int id) {
        return this.rewritten.getOrDefault(id, spelling(id));
    }

    public boolean has(int id) {
        return id >= 0 && id < this.spellings.length && this.spellings[id] != null;
    }

    /**
     * Whether the token is a signal to the model, such as the end of a text, which a text
     * without special tokens lacks.
     */
    public boolean isSpecial(int id) {
        return id >= 0 && this.special.get(id);
    }

    /** One more than the largest id. A model's logits may be wider, for padding. */
    public int size() {
        return this.bytes.length;
    }

}
