package io.inkwell.tokenizer;

import java.nio.ByteBuffer;

import io.inkwell.decoding.stop.StopDecision;
import io.inkwell.tokenizer.bytes.Utf8;
import io.inkwell.tokenizer.decoder.TokenText;

/**
 * Turns the tokens of one choice into text as they come. What it has given out is final
 * and, joined, equals the text of all bytes at once. For that it keeps back the start of
 * a character whose end has not come, and the bytes that the caller says may yet be cut.
 * Not thread-safe.
 */
public final class Detokenizer {

    private static final int INITIAL_BYTES = 64;

    private final TokenText tokens;

    /** From position to limit: the bytes whose text has not been given out. */
    private ByteBuffer pending = ByteBuffer.allocate(INITIAL_BYTES).limit(0);

    private boolean finished;

    /**
     * @param tokens in its first state, and used by this alone
     */
    Detokenizer(TokenText tokens) {
        this.tokens = tokens;
    }

    private Detokenizer(Detokenizer other) {
        this.tokens = other.tokens.copy();
        this.pending = ByteBuffer.allocate(other.pending.capacity()).put(other.pending.duplicate()).flip();
        this.finished = other.finished;
    }

    /** The same state, to continue separately. */
    public Detokenizer copy() {
        return new Detokenizer(this);
    }

    /**
     * Adds the tokens of a prompt, special ones by their names.
     * @return the text that is final now
     */
    public String begin(int[] promptTokens) {
        requireRunning();
        for (int id : promptTokens) {
            add(this.tokens.appendShown(id));
        }
        return decodeAllBut(0, false);
    }

    /**
     * The bytes that a token stands for if it comes next, whether or not the text shows
     * it. Not to be written to.
     */
    public byte[] label(int tokenId) {
        return this.tokens.label(tokenId);
    }

    /**
     * Adds a token, or ends the text with it.
     * @return the text that is final now, often empty
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
     * @param heldBytes how many of the last bytes may still turn out to belong to a stop
     * string; none of them may have been given out, so the number grows by at most the
     * bytes that the token adds
     * @return the text that is final now, often empty
     */
    public String append(int tokenId, int heldBytes) {
        requireRunning();
        add(this.tokens.append(tokenId));
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
        StringBuilder text = new StringBuilder(this.pending.remaining());
        Utf8.decode(this.pending, text, endOfText);
        this.pending.limit(end);
        return text.toString();
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
