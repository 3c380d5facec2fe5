package io.inkwell.tokenizer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/**
 * The bytes that every token id stands for. A token may hold part of a character, so only
 * bytes can be joined, cut and compared; text is made of them at the end. Immutable.
 */
public final class TokenTable {

    /** No vocabulary comes near; a larger id is a damaged file, and would cost memory. */
    private static final int MAX_SIZE = 1 << 24;

    static final byte[] NOTHING = {};

    /** Indexed by id; {@link #NOTHING} where the vocabulary has a hole. */
    private final byte[][] bytes;

    private final BitSet special;

    TokenTable(byte[][] bytes, BitSet special) {
        this.bytes = bytes;
        this.special = special;
    }

    static TokenTable of(TokenizerDefinition definition) throws IOException {
        byte[][] bytes = new byte[definition.vocabulary().size()][];
        for (Map.Entry<String, JsonNode> entry : definition.vocabulary().properties()) {
            int id = checkId(definition, entry.getKey(), entry.getValue());
            bytes = withRoomFor(id, bytes);
            bytes[id] = ByteAlphabet.bytes(entry.getKey());
        }
        BitSet special = new BitSet();
        for (JsonNode token : definition.addedTokens()) {
            String content = token.path("content").asString("");
            int id = checkId(definition, content, token.path("id"));
            bytes = withRoomFor(id, bytes);
            bytes[id] = content.getBytes(StandardCharsets.UTF_8);
            special.set(id, token.path("special").asBoolean(false));
        }
        return new TokenTable(withoutHoles(bytes), special);
    }

    /**
     * The bytes of a token: not a copy, and not to be written to. A special or added
     * token stands for the UTF-8 of its name, an id that the vocabulary lacks for
     * nothing.
     */
    public byte[] bytes(int id) {
        return (id >= 0 && id < this.bytes.length) ? this.bytes[id] : NOTHING;
    }

    /**
     * The token as a byte-level vocabulary spells it: a letter for every byte, or the
     * name of a special token.
     */
    public String spelling(int id) {
        return isSpecial(id) ? new String(bytes(id), StandardCharsets.UTF_8) : ByteAlphabet.letters(bytes(id));
    }

    /** Whether the token is a signal to the model, such as the end of a text. */
    public boolean isSpecial(int id) {
        return id >= 0 && this.special.get(id);
    }

    /** The tokens that are signals to the model. */
    public Set<Integer> specialTokenIds() {
        return this.special.stream().boxed().collect(Collectors.toUnmodifiableSet());
    }

    /** One more than the largest id. A model's logits may be wider, for padding. */
    public int size() {
        return this.bytes.length;
    }

    /** The text of whole tokens, each malformed sequence of bytes replaced by U+FFFD. */
    public String decode(int[] ids, boolean skipSpecialTokens) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(4 * ids.length);
        for (int id : ids) {
            if (!(skipSpecialTokens && isSpecial(id))) {
                text.writeBytes(bytes(id));
            }
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private static int checkId(TokenizerDefinition definition, String token, JsonNode id) throws IOException {
        if (!id.canConvertToInt() || id.intValue() < 0 || id.intValue() >= MAX_SIZE) {
            throw definition.refuse("the id of token '" + token + "' must be from 0 to " + (MAX_SIZE - 1) + ", is "
                    + (id.isMissingNode() ? "missing" : id));
        }
        return id.intValue();
    }

    private static byte[][] withRoomFor(int id, byte[][] bytes) {
        return (id < bytes.length) ? bytes : Arrays.copyOf(bytes, Math.max(id + 1, bytes.length + bytes.length / 2));
    }

    private static byte[][] withoutHoles(byte[][] bytes) {
        int size = bytes.length;
        while (size > 0 && bytes[size - 1] == null) {
            size--;
        }
        byte[][] filled = Arrays.copyOf(bytes, size);
        for (int id = 0; id < size; id++) {
            if (filled[id] == null) {
                filled[id] = NOTHING;
            }
        }
        return filled;
    }

}
