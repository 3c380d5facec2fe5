package io.inkwell.training.data;

import java.io.IOException;
import java.io.Reader;

/**
 * Cuts a long text into pieces that are encoded one at a time. A piece ends between a
 * letter and a space, where the tokenizers of GPT-2 models always end a token, so the
 * tokens are those of the whole text. A piece without such a place ends before other
 * white space, and one without white space where it is full; only there may tokens
 * differ.
 */
final class TextPieces {

    /** Large enough that a piece without white space is rare. */
    static final int MAX_CHARS = 1 << 16;

    private static final String WHITE_SPACE = " \n\r\t";

    private final int maxChars;

    TextPieces(int maxChars) {
        this.maxChars = maxChars;
    }

    /** Passes the pieces of a text in order. */
    void forEach(Reader text, PieceAction action) throws IOException {
        char[] buffer = new char[this.maxChars];
        int length = 0;
        int numRead = 0;
        while (numRead >= 0) {
            length += numRead;
            if (length == buffer.length) {
                int cut = cut(buffer, length);
                action.accept(new String(buffer, 0, cut));
                length -= cut;
                System.arraycopy(buffer, cut, buffer, 0, length);
            }
            numRead = text.read(buffer, length, buffer.length - length);
        }
        if (length > 0) {
            action.accept(new String(buffer, 0, length));
        }
    }

    private static int cut(char[] text, int length) {
        for (int i = length - 1; i > 0; i--) {
            if (text[i] == ' ' && Character.isLetter(text[i - 1])) {
                return i;
            }
        }
        for (int i = length - 1; i > 0; i--) {
            if (WHITE_SPACE.indexOf(text[i]) >= 0 && !isSpace(text[i - 1])) {
                return i;
            }
        }
        return Character.isHighSurrogate(text[length - 1]) ? length - 1 : length;
    }

    private static boolean isSpace(char letter) {
        return Character.isWhitespace(letter) || Character.isSpaceChar(letter);
    }

    /** Takes a piece. */
    interface PieceAction {

        void accept(String piece) throws IOException;

    }

}
