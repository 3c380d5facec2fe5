package io.inkwell.tokenizer.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The alphabet of byte-level BPE, in which vocabularies spell bytes as readable text. A
 * byte that is a printable, non-blank Latin-1 character stands for itself; the other 68
 * map, in order, to the characters from U+0100. A space is thus "Ġ" (U+0120).
 */
public final class ByteAlphabet {

    private static final int FIRST_STAND_IN = 0x100;

    private static final int NONE = -1;

    private static final int[] BYTE_OF_LETTER = byteOfLetter();

    private static final char[] LETTER_OF_BYTE = letterOfByte();

    private ByteAlphabet() {
    }

    /**
     * The bytes of a vocabulary entry. An entry with a character outside the alphabet is
     * plain text and stands for its UTF-8 bytes.
     */
    public static byte[] bytes(String entry) {
        byte[] bytes = new byte[entry.length()];
        for (int i = 0; i < bytes.length; i++) {
            char letter = entry.charAt(i);
            int value = (letter < BYTE_OF_LETTER.length) ? BYTE_OF_LETTER[letter] : NONE;
            if (value == NONE) {
                return entry.getBytes(StandardCharsets.UTF_8);
            }
            bytes[i] = (byte) value;
        }
        return bytes;
    }

    /** The characters that stand for the bytes. */
    public static String letters(byte[] bytes) {
        StringBuilder letters = new StringBuilder(bytes.length);
        for (byte each : bytes) {
            letters.append(LETTER_OF_BYTE[each & 0xFF]);
        }
        return letters.toString();
    }

    private static char[] letterOfByte() {
        char[] letterOfByte = new char[256];
        for (char letter = 0; letter < BYTE_OF_LETTER.length; letter++) {
            if (BYTE_OF_LETTER[letter] != NONE) {
                letterOfByte[BYTE_OF_LETTER[letter]] = letter;
            }
        }
        return letterOfByte;
    }

    private static int[] byteOfLetter() {
        int[] byteOfLetter = new int[FIRST_STAND_IN + 68];
        Arrays.fill(byteOfLetter, NONE);
        int standIn = FIRST_STAND_IN;
        for (int value = 0; value < 256; value++) {
            byteOfLetter[standsForItself(value) ? value : standIn++] = value;
        }
        return byteOfLetter;
    }

    private static boolean standsForItself(int value) {
        return (value >= '!' && value <= '~') || (value >= '¡' && value <= '¬') || (value >= '®' && value <= 'ÿ');
    }

}
