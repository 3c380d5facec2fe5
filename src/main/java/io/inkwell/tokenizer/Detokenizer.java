package io.inkwell.tokenizer;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns the tokens of one choice into text as they come. What it has given out is final
 * and, joined, equals the text of all bytes at once. For that it keeps back the start of
 * a character whose end has not come, and the bytes that the caller says may yet be cut.
 * Not thread-safe.
 */
public final class Detokenizer {

    private static final int INITIAL_BYTES = 64;

    private final TokenTable table;

    private final boolean skipSpecialTokens;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE);

    /** From position to limit: the bytes whose text has not been given out. */
    private ByteBuffer pending = ByteBuffer.allocate(INITIAL_BYTES).limit(0);

    private CharBuffer text = CharBuffer.allocate(INITIAL_BYTES);

    private boolean finished;

    Detokenizer(TokenTable table, boolean skipSpecialTokens) {
        this.table = table;
        this.skipSpecialTokens = skipSpecialTokens;
    }

    /**
     * The bytes that {@link #append} adds for a token, none for a special token that is
     * skipped: what the search for stop strings has to look at. Not to be written to.
     */
    public byte[] bytes(int tokenId) {
        return (this.skipSpecialTokens && this.table.isSpecial(tokenId)) ? TokenTable.NOTHING
                : this.table.bytes(tokenId);
    }

    /**
     * Adds a token.
     * @param heldBytes how many of the last bytes may still turn out to belong to a stop
     * string; none of them may have been given out, so the number grows by at most the
     * bytes of the token
     * @return the text that is final now, often empty
     */
    public String append(int tokenId, int heldBytes) {
        requireRunning();
        add(bytes(tokenId));
        requirePending("heldBytes", heldBytes);
        return decodeAllBut(heldBytes, false);
    }

    /**
     * Ends the stream.
     * @param cutBytes how many of the last bytes are no part of the text: a stop string,
     * and what came after it in the same token
     * @return the rest of the text, an incomplete character at its end as U+FFFD
     */
    public String finish(int cutBytes) {
        requireRunning();
        requirePending("cutBytes", cutBytes);
        this.finished = true;
        return decodeAllBut(cutBytes, true);
    }

    private void add(byte[] bytes) {
        int end = this.pending.limit();
        if (this.pending.capacity() - end < bytes.length) {
            makeRoom(bytes.length);
            end = this.pending.limit();
        }
        this.pending.limit(end + bytes.length).put(end, bytes);
    }

    private void makeRoom(int numBytes) {
        // Twice what is needed, so that bytes held for long are not moved at every token.
        int wanted = 2 * (this.pending.remaining() + numBytes);
        if (wanted <= this.pending.capacity()) {
            this.pending.compact().flip();
        }
        else {
            this.pending = ByteBuffer.allocate(wanted).put(this.pending).flip();
        }
    }

    private String decodeAllBut(int keptBytes, boolean endOfText) {
        int end = this.pending.limit();
        this.pending.limit(end - keptBytes);
        // UTF-8 makes at most one char of a byte, a replacement included.
        if (this.text.capacity() < this.pending.remaining()) {
            this.text = CharBuffer.allocate(this.pending.capacity());
        }
        // Short of the end of the text the decoder leaves an incomplete character unread.
        this.decoder.decode(this.pending, this.text.clear(), endOfText);
        this.pending.limit(end);
        return this.text.flip().toString();
    }

    private void requireRunning() {
        if (this.finished) {
            throw new IllegalStateException("the stream has been finished");
        }
    }

    private void requirePending(String name, int numBytes) {
        if (numBytes < 0 || numBytes > this.pending.remaining()) {
            throw new IllegalArgumentException(name + " must be from 0 to the " + this.pending.remaining()
                    + " bytes not given out, is " + numBytes);
        }
    }

}
