package io.inkwell.jinja.syntax;

import org.jspecify.annotations.Nullable;

import io.inkwell.jinja.value.CharacterClasses;

/**
 * The end of a {@code raw} block.
 *
 * @param tag the start of the end tag
 * @param end the offset after the end tag
 * @param sign the sign before the end of the tag: minus, plus, or a space for none
 */
record RawBlock(int tag, int end, char sign) {

    /**
     * Returns the start of the raw text, or -1 for any other tag.
     * @param inside the offset after the start of a tag
     */
    static int bodyStart(String source, int inside) {
        int place = word(source, inside, "raw");
        if (place < 0) {
            return -1;
        }
        if (source.startsWith("%}", place)) {
            return place + 2;
        }
        return source.startsWith("-%}", place) ? skipSpace(source, place + 3) : -1;
    }

    /** Returns null if the block has no end. */
    static @Nullable RawBlock find(String source, int body) {
        for (int tag = source.indexOf("{%", body); tag >= 0; tag = source.indexOf("{%", tag + 2)) {
            boolean signed = source.startsWith("-", tag + 2) || source.startsWith("+", tag + 2);
            int place = word(source, tag + (signed ? 3 : 2), "endraw");
            if (place >= 0 && source.startsWith("%}", place)) {
                return new RawBlock(tag, place + 2, ' ');
            }
            if (place >= 0 && source.startsWith("%}", place + 1) && "+-".indexOf(source.charAt(place)) >= 0) {
                return new RawBlock(tag, place + 3, source.charAt(place));
            }
        }
        return null;
    }

    private static int word(String source, int from, String word) {
        int place = skipSpace(source, from);
        return source.startsWith(word, place) ? skipSpace(source, place + word.length()) : -1;
    }

    private static int skipSpace(String source, int from) {
        int place = from;
        while (place < source.length() && CharacterClasses.isSpace(source.charAt(place))) {
            place++;
        }
        return place;
    }

}
