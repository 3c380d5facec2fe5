package io.inkwell.decoding.stop;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import io.inkwell.error.ServiceException;

/**
 * The stop strings of a request, compiled once for all its sequences: UTF-8 bytes and
 * failure tables (Knuth, Morris, Pratt 1977). Immutable.
 */
public final class StopStrings {

    public static final StopStrings NONE = of(List.of());

    private final List<String> strings;

    private final byte[][] patterns;

    private final int[][] borders;

    private StopStrings(List<String> strings) {
        this.strings = strings;
        this.patterns = strings.stream().map(StopStrings::utf8).toArray(byte[][]::new);
        this.borders = new int[this.patterns.length][];
        for (int i = 0; i < this.patterns.length; i++) {
            this.borders[i] = borders(this.patterns[i]);
        }
    }

    /**
     * Compiles stop strings.
     * @throws ServiceException an invalid request if a string is empty or not well-formed
     * Unicode
     */
    public static StopStrings of(List<String> strings) {
        return new StopStrings(List.copyOf(strings));
    }

    int size() {
        return this.patterns.length;
    }

    String string(int index) {
        return this.strings.get(index);
    }

    int length(int index) {
        return this.patterns[index].length;
    }

    /**
     * The length of the longest proper prefix of a stop string that is also its suffix:
     * the state after a full match.
     */
    int border(int index) {
        return this.borders[index][this.borders[index].length - 1];
    }

    /**
     * The next state of the automaton: the length of the longest prefix that ends the
     * text after one more byte.
     * @param matched the previous state, less than the full length
     */
    int advance(int index, int matched, byte next) {
        byte[] pattern = this.patterns[index];
        int length = matched;
        while (length > 0 && pattern[length] != next) {
            length = this.borders[index][length - 1];
        }
        return (pattern[length] == next) ? length + 1 : 0;
    }

    /** Like {@link #advance}, for a token that matches only as a whole. */
    int advanceOver(int index, int matched, byte[] token) {
        byte[] pattern = this.patterns[index];
        int length = matched;
        while (!continues(pattern, length, token)) {
            if (length == 0) {
                return 0;
            }
            length = this.borders[index][length - 1];
        }
        return length + token.length;
    }

    private static boolean continues(byte[] pattern, int from, byte[] token) {
        int end = from + token.length;
        return end <= pattern.length && Arrays.equals(pattern, from, end, token, 0, token.length);
    }

    // For each prefix, the length of its longest border: a proper prefix that is also a
    // suffix.
    private static int[] borders(byte[] pattern) {
        int[] borders = new int[pattern.length];
        int length = 0;
        for (int i = 1; i < pattern.length; i++) {
            while (length > 0 && pattern[length] != pattern[i]) {
                length = borders[length - 1];
            }
            if (pattern[length] == pattern[i]) {
                length++;
            }
            borders[i] = length;
        }
        return borders;
    }

    private static byte[] utf8(String string) {
        if (string.isEmpty()) {
            throw ServiceException.invalid("stop", "stop must not contain an empty string");
        }
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(string));
            byte[] pattern = new byte[bytes.remaining()];
            bytes.get(pattern);
            return pattern;
        }
        catch (CharacterCodingException ex) {
            throw ServiceException.invalid("stop", "stop must be well-formed Unicode; given: an unpaired surrogate");
        }
    }

}
