package io.inkwell.tokenizer;

/**
 * Finds the offset of each token in its text, in Unicode code points. A token that starts
 * inside a character has the offset of that character. Not thread-safe.
 */
public final class TokenOffsets {

    private final Detokenizer detokenizer;

    private int offset;

    /** Starts an empty text that includes special tokens. */
    public TokenOffsets(Tokenizer tokenizer) {
        this(tokenizer.newDetokenizer(false), 0);
    }

    /**
     * @param detokenizer in the state before the first token; not shared
     * @param offset of the first token
     */
    public TokenOffsets(Detokenizer detokenizer, int offset) {
        this.detokenizer = detokenizer;
        this.offset = offset;
    }

    /** The offset of a token that is appended now. */
    public int current() {
        return this.offset;
    }

    /** The bytes of a token that is appended now. The caller must not modify them. */
    public byte[] bytes(int tokenId) {
        return this.detokenizer.label(tokenId);
    }

    public void append(int tokenId) {
        String text = this.detokenizer.append(tokenId, 0);
        this.offset += text.codePointCount(0, text.length());
    }

}
