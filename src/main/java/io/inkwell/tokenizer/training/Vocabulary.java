package io.inkwell.tokenizer.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import io.inkwell.tokenizer.bytes.ByteAlphabet;

/**
 * The tokens by id, in the order of Hugging Face's trainer: the end-of-text token, the
 * letters of the byte alphabet by code point, and the merged tokens.
 */
final class Vocabulary {

    private static final String END_OF_TEXT = "<|endoftext|>";

    private final List<String> tokens = new ArrayList<>();

    private final int[] idOfByte = new int[256];

    Vocabulary() {
        this.tokens.add(END_OF_TEXT);
        IntStream.range(0, this.idOfByte.length)
            .boxed()
            .sorted(Comparator.comparing(Vocabulary::letter))
            .forEach((value) -> {
                this.idOfByte[value] = this.tokens.size();
                this.tokens.add(letter(value));
            });
    }

    private static String letter(int value) {
        return ByteAlphabet.letters(new byte[] { (byte) value });
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

    /**
     * Adds two tokens as one, and returns its id. No other pair makes the same token:
     * every merge applies to all occurrences, so text between two boundaries of tokens is
     * divided in the same way everywhere.
     */
    int join(int first, int second) {
        this.tokens.add(token(first) + token(second));
        return this.tokens.size() - 1;
    }

    /** The length in bytes of the token that a pair would become. */
    int length(MergeCandidate pair) {
        return token(pair.first()).length() + token(pair.second()).length();
    }

    List<String> tokens() {
        return this.tokens;
    }

}
