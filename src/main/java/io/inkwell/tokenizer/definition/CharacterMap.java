package io.inkwell.tokenizer.definition;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.BitSet;
import java.util.Deque;

/**
 * The precompiled character map of SentencePiece: the size of a trie in bytes, the trie,
 * and the replacements, each with a final zero. The trie is a double array of Darts. The
 * tokenizers library follows its indexes without checks, and aborts the process at one
 * that is out of range.
 */
final class CharacterMap {

    private static final int BLOCK = 256;

    /** The library takes time in proportion to each byte of a replacement. */
    private static final int MAX_REPLACEMENT = 255;

    private final int[] units;

    private final byte[] replacements;

    private CharacterMap(int[] units, byte[] replacements) {
        this.units = units;
        this.replacements = replacements;
    }

    /**
     * What is wrong with a map.
     * @param base64 the map as in a {@code tokenizer.json}
     * @return empty if nothing is
     */
    static String problem(String base64) {
        byte[] map = decode(base64);
        // The library accepts only the canonical form.
        if (!Base64.getEncoder().encodeToString(map).equals(base64)) {
            return "not valid Base64";
        }
        ByteBuffer bytes = ByteBuffer.wrap(map).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() < Integer.BYTES) {
            return "shorter than its size field";
        }
        int size = bytes.getInt();
        if (size < Integer.BYTES || size > bytes.remaining()) {
            return "its trie must have from 4 to " + bytes.remaining() + " bytes; given: "
                    + Integer.toUnsignedString(size);
        }
        int[] units = new int[size / Integer.BYTES];
        bytes.asIntBuffer().get(units);
        byte[] replacements = new byte[bytes.remaining() - units.length * Integer.BYTES];
        bytes.position(bytes.position() + units.length * Integer.BYTES).get(replacements);
        return new CharacterMap(units, replacements).problem();
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        }
        catch (IllegalArgumentException ex) {
            return new byte[0];
        }
    }

    /** Visits every node that some text reaches. */
    private String problem() {
        BitSet visited = new BitSet(this.units.length);
        Deque<Integer> open = new ArrayDeque<>();
        int root = offset(this.units[0]);
        open.push(root);
        while (!open.isEmpty()) {
            int node = open.pop();
            // A lookup reads the unit of any next byte, all of which share a block.
            if ((node | (BLOCK - 1)) >= this.units.length) {
                return "a node of its trie is beyond the end";
            }
            for (int label = 1; label < BLOCK; label++) {
                int unit = this.units[node ^ label];
                if (label(unit) == label && !visited.get(node ^ label)) {
                    visited.set(node ^ label);
                    int child = node ^ label ^ offset(unit);
                    if (hasLeaf(unit) && !isReplacement(child)) {
                        return "a replacement is out of range, cut or longer than " + MAX_REPLACEMENT + " bytes";
                    }
                    open.push(child);
                }
            }
        }
        return "";
    }

    private boolean isReplacement(int leaf) {
        if (leaf >= this.units.length) {
            return false;
        }
        int start = this.units[leaf] & Integer.MAX_VALUE;
        if (start >= this.replacements.length || isContinuation(this.replacements[start])) {
            return false;
        }
        int end = start;
        while (end < this.replacements.length && this.replacements[end] != 0) {
            end++;
        }
        return end - start <= MAX_REPLACEMENT;
    }

    /** Whether a byte continues a character of UTF-8. */
    private static boolean isContinuation(byte value) {
        return (value & 0xC0) == 0x80;
    }

    private static int label(int unit) {
        return unit & (1 << 31 | 0xFF);
    }

    private static boolean hasLeaf(int unit) {
        return (unit & 1 << 8) != 0;
    }

    private static int offset(int unit) {
        return (unit >>> 10) << ((unit & 1 << 9) >>> 6);
    }

}
