package io.inkwell.tokenizer.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.inkwell.tokenizer.bytes.ByteAlphabet;

/**
 * The tokens by id, in the order of Hugging Face's trainer: the end-of-text token, the
 * letters of the byte alphabet by code point, and the merged tokens.
 */
final class Vocabulary {

    static final String END_OF_TEXT = "<|endoftext|>";

    private final List<String> tokens = new ArrayList<>();

    private final Map<String, Integer> ids = new HashMap<>();

    private final int[] idOfByte = new int[256];

    Vocabulary() {
        add(END_OF_TEXT);
        String[] letters = new String[this.idOfByte.length];
        for (int value = 0; value < letters.length; value++) {
            letters[value] = ByteAlphabet.letters(new byte[] { (byte) value });
        }
        Arrays.stream(letters).sorted().forEach(this::add);
        for (int value = 0; value < letters.length; value++) {
            this.idOfByte[value] = add(letters[value]);
        }
    }

    int size() {
        return this.tokens.size();
    }

    int idOfByte(byte value) {
        return this.idOfByte[value & 0xFF];
    }

    String token(int id) {
        return this.tokens.get(id);
    }

    /** The id of two tokens as one, which another pair may have made before. */
    int join(int first, int second) {
        return add(token(first) + token(second));
    }

    List<String> tokens() {
        return this.tokens;
    }

    private int add(String token) {
        Integer known = this.ids.putIfAbsent(token, this.tokens.size());
        if (known != null) {
            return known;
        }
        this.tokens.add(token);
        return this.tokens.size() - 1;
    }

}
