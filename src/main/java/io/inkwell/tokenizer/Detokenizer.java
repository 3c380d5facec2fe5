package io.inkwell.tokenizer;

import java.nio.ByteBuffer;

import io.inkwell.decoding.stop.StopDecision;
import io.inkwell.tokenizer.bytes.Utf8;
import io.inkwell.tokenizer.decoder.TokenText;

/**
 * Streams the tokens of one choice as text. The returned pieces are final: joined, they
 * equal the text of all bytes decoded at once. Incomplete characters are held back, as
 * are the bytes that the caller may still cut. Not thread-safe.
 */
public final class Detokenizer {

    private static final int INITIAL_BYTES = 64;

    private final TokenText tokens;

    /** From position to limit: the bytes not yet returned as text. */
    private ByteBuffer pending = ByteBuffer.allocate(INITIAL_BYTES).limit(0);

    private boolean finished;

    /**
     * @param tokens in its initial state; must not be shared
     */
    Detokenizer(TokenText tokens) {
        this.tokens = tokens;
    }

    private Detokenizer(Detokenizer other) {
        this.tokens = other.tokens.copy();
        this.pending = ByteBuffer.allocate(other.pending.capacity()).put(other.pending.duplicate()).flip();
        this.finished = other.finished;
    }

    /** Returns an independent copy of the current state. */
    public Detokenizer copy() {
        return new Detokenizer(this);
    }

    /**
     * Adds the tokens of a prompt; special tokens appear by name.
     * @return the text that is now final
     */
    public String begin(int[] promptTokens) {
        requireRunning();
        for (int id : promptTokens) {
            add(this.tokens.appendShown(id));
        }
        return decodeAllBut(0, false);
    }

    /**
     * The bytes of a token if it came next, whether or not the text shows it. Must not be
     * modified.
     */
    public byte[] label(int tokenId) {
        return this.tokens.label(tokenId);
    }

    /**
     * Adds a token, or finishes the text with it.
     * @return the text that is now final, often empty
     */
    public String append(int tokenId, StopDecision decision) {
        if (!decision.isFinished()) {
            return append(tokenId, decision.heldBytes());
        }
        requireRunning();
        if (!decision.dropsToken()) {
            add(this.tokens.append(tokenId));
        }
        return finish(decision.cutBytes());
    }

    /**
     * Adds a token.
     * @param heldBytes the number of trailing bytes that may still become part of a stop
     * string. None of them may have been returned, so the number grows by at most the
     * bytes that the token adds
     * @return the text that is now final, often empty
     */
    public String append(int tokenId, int heldBytes) {
        requireRunning();
        add(this.tokens.append(tokenId));
        requirePending("heldBytes", heldBytes);
        return decodeAllBut(heldBytes, false);
    }

    /**
     * Finishes the text.
     * @param cutBytes the number of trailing bytes to drop: a stop string and the bytes
     * after it in the same token
     * @return the rest of the text; an incomplete character at the end becomes U+FFFD
     */
    public String finish(int cutBytes) {
        requireRunning();
        add(this.tokens.finish());
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
        // Twice the required size, so that bytes held for long are not moved for every
        // token.
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
        StringBuilder text = new StringBuilder(this.pending.remaining());
        Utf8.decode(this.pending, text, endOfText);
        this.pending.limit(end);
        return text.toString();
    }

    private void requireRunning() {
        if (this.finished) {
            throw new IllegalStateException("the text is already finished");
        }
    }

    private void requirePending(String name, int numBytes) {
        if (numBytes < 0 || numBytes > this.pending.remaining()) {
            throw new IllegalArgumentException(name + " must be between 0 and the " + this.pending.remaining()
                    + " bytes not yet returned; given: " + numBytes);
        }
    }

}
