package io.inkwell.tokenizer.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Encodes and decodes UTF-8. An unpaired surrogate is encoded as U+FFFD, where Java
 * writes a question mark. Malformed bytes are decoded with one replacement character per
 * maximal malformed subpart, as the WHATWG Encoding Standard, Rust and Python do. Java's
 * decoder sometimes replaces several subparts by one character.
 */
public final class Utf8 {

    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {
    }

    /** The number of bytes of a text; an unpaired surrogate counts as U+FFFD. */
    public static int length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each >= 0x80) {
                length += (each < 0x800) ? 1 : 2;
            }
            if (Character.isLowSurrogate(each) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1))) {
                // Four bytes for both, not six.
                length -= 2;
            }
        }
        return length;
    }

    /** Encodes a text; an unpaired surrogate becomes U+FFFD. */
    public static byte[] encode(String text) {
        return wellFormed(text).getBytes(StandardCharsets.UTF_8);
    }

    /** Replaces unpaired surrogates by U+FFFD. */
    public static String wellFormed(String text) {
        if (text.codePoints().noneMatch(Utf8::isSurrogate)) {
            return text;
        }
        int[] codePoints = text.codePoints().map((point) -> isSurrogate(point) ? REPLACEMENT : point).toArray();
        return new String(codePoints, 0, codePoints.length);
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** Decodes a complete text. */
    public static String decode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        decode(ByteBuffer.wrap(bytes), text, true);
        return text.toString();
    }

    /**
     * Decodes bytes up to the limit.
     * @param endOfText whether to replace an incomplete character at the end; otherwise
     * it stays unread
     */
    public static void decode(ByteBuffer bytes, StringBuilder text, boolean endOfText) {
        while (bytes.hasRemaining()) {
            int lead = bytes.get(bytes.position()) & 0xFF;
            int numMore = numMore(lead);
            if (numMore == 0) {
                text.append((lead < 0x80) ? (char) lead : REPLACEMENT);
                bytes.position(bytes.position() + 1);
                continue;
            }
            int length = validLength(bytes, lead, numMore);
            if (length == bytes.remaining() && length <= numMore && !endOfText) {
                return;
            }
            if (length <= numMore) {
                text.append(REPLACEMENT);
            }
            else {
                text.appendCodePoint(codePoint(bytes, lead, numMore));
            }
            bytes.position(bytes.position() + length);
        }
    }

    private static int numMore(int lead) {
        if (lead < 0xC2 || lead > 0xF4) {
            return 0;
        }
        return (lead < 0xE0) ? 1 : (lead < 0xF0) ? 2 : 3;
    }

    /**
     * The number of bytes from the lead byte on that form, or may still form, a
     * character.
     */
    private static int validLength(ByteBuffer bytes, int lead, int numMore) {
        int lowest = (lead == 0xE0) ? 0xA0 : (lead == 0xF0) ? 0x90 : 0x80;
        int highest = (lead == 0xED) ? 0x9F : (lead == 0xF4) ? 0x8F : 0xBF;
        int length = 1;
        while (length <= numMore && length < bytes.remaining()) {
            int next = bytes.get(bytes.position() + length) & 0xFF;
            if (next < lowest || next > highest) {
                break;
            }
            lowest = 0x80;
            highest = 0xBF;
            length++;
        }
        return length;
    }

    private static int codePoint(ByteBuffer bytes, int lead, int numMore) {
        int codePoint = lead & (0x3F >> numMore);
        for (int i = 1; i <= numMore; i++) {
            codePoint = codePoint << 6 | bytes.get(bytes.position() + i) & 0x3F;
        }
        return codePoint;
    }

}
