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

/**
 * Maps token ids to bytes and spellings. A token may hold part of a character, so only
 * bytes can be joined, cut and compared; conversion to text comes last. Immutable.
 */
public final class TokenTable {

    static final byte[] NOTHING = {};

    /** Indexed by id; null for ids that the vocabulary does not have. */
    private final @Nullable String[] spellings;

    /**
     * Indexed by id; {@link #NOTHING} for ids that the vocabulary does not have.
     */
    private final byte[][] bytes;

    private final BitSet special;

    /** The decoder input of tokens for which it differs from the spelling. */
    private final Map<Integer, String> rewritten;

    /** Creates a table of byte-level tokens. */
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
     * The bytes of a token inside a text; not a copy, must not be modified. Empty for an
     * unknown id.
     */
    public byte[] bytes(int id) {
        return (id >= 0 && id < this.bytes.length) ? this.bytes[id] : NOTHING;
    }

    /** The token as spelled in the vocabulary; empty for an unknown id. */
    public String spelling(int id) {
        String spelling = has(id) ? this.spellings[id] : null;
        return (spelling != null) ? spelling : "";
    }

    /** The token as passed to the decoder. */
    String written(int id) {
        return this.rewritten.getOrDefault(id, spelling(id));
    }

    public boolean has(int id) {
        return id >= 0 && id < this.spellings.length && this.spellings[id] != null;
    }

    /**
     * Whether the token is a special token, such as EOS, which decoding can skip.
     */
    public boolean isSpecial(int id) {
        return id >= 0 && this.special.get(id);
    }

    /**
     * The largest id plus one. The model's logits may be wider because of padding.
     */
    public int size() {
        return this.bytes.length;
    }

}
