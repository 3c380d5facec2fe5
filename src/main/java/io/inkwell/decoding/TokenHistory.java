package io.inkwell.decoding;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The tokens of one sequence: the prompt, followed by the output so far. Confined to one
 * thread.
 */
public final class TokenHistory {

    private final int numPromptTokens;

    private int[] tokens;

    private int size;

    private @Nullable TokenOccurrences occurrences;

    private int numCounted;

    private TokenConstraint.@Nullable State state;

    private int numConstrained;

    /** Starts a sequence with a copy of the prompt. */
    public TokenHistory(int[] promptTokens) {
        this.numPromptTokens = promptTokens.length;
        this.size = promptTokens.length;
        this.tokens = promptTokens.clone();
    }

    private TokenHistory(TokenHistory other) {
        this.numPromptTokens = other.numPromptTokens;
        this.size = other.size;
        this.tokens = other.tokens.clone();
        this.occurrences = (other.occurrences != null) ? other.occurrences.copy() : null;
        this.numCounted = other.numCounted;
        this.state = other.state;
        this.numConstrained = other.numConstrained;
    }

    /** Returns an independent copy. */
    public TokenHistory copy() {
        return new TokenHistory(this);
    }

    public void append(int tokenId) {
        if (this.size == this.tokens.length) {
            this.tokens = Arrays.copyOf(this.tokens, Math.max(16, 2 * this.size));
        }
        this.tokens[this.size++] = tokenId;
    }

    public int get(int index) {
        return this.tokens[Objects.checkIndex(index, this.size)];
    }

    public int size() {
        return this.size;
    }

    public int numOutputTokens() {
        return this.size - this.numPromptTokens;
    }

    /** Whether the {@code length} tokens at two positions are equal. */
    public boolean matches(int oneStart, int otherStart, int length) {
        return Arrays.equals(this.tokens, oneStart, oneStart + length, this.tokens, otherStart, otherStart + length);
    }

    /**
     * Whether the sequence ends with the first {@code length} tokens of {@code run}.
     */
    public boolean endsWith(int[] run, int length) {
        int start = this.size - length;
        return start >= 0 && Arrays.equals(this.tokens, start, this.size, run, 0, length);
    }

    /**
     * The length of the common prefix of this sequence and the first {@code length}
     * tokens of {@code run}.
     */
    public int numShared(int[] run, int length) {
        int end = Math.min(Math.min(this.size, run.length), length);
        int mismatch = Arrays.mismatch(this.tokens, 0, end, run, 0, end);
        return (mismatch < 0) ? end : mismatch;
    }

    /** A copy of the first tokens. */
    public int[] firstTokens(int length) {
        return Arrays.copyOf(this.tokens, Objects.checkIndex(length, this.size + 1));
    }

    /** The tokens after the prompt. */
    public int[] outputTokens() {
        return Arrays.copyOfRange(this.tokens, this.numPromptTokens, this.size);
    }

    /**
     * Occurrence counts of the tokens so far. Counting is incremental and lazy: each call
     * adds only the tokens appended since the previous one.
     */
    public TokenOccurrences occurrences() {
        TokenOccurrences occurrences = this.occurrences;
        if (occurrences == null) {
            occurrences = new TokenOccurrences();
            this.occurrences = occurrences;
        }
        for (; this.numCounted < this.size; this.numCounted++) {
            occurrences.add(this.tokens[this.numCounted], this.numCounted >= this.numPromptTokens);
        }
        return occurrences;
    }

    /**
     * The state of a constraint after the output so far. Each call processes only the
     * tokens appended since the previous one.
     * @param constraint the same in every call
     */
    public TokenConstraint.State state(TokenConstraint constraint) {
        TokenConstraint.State state = this.state;
        if (state == null) {
            state = constraint.begin();
            this.numConstrained = this.numPromptTokens;
        }
        for (; this.numConstrained < this.size; this.numConstrained++) {
            state = state.after(this.tokens[this.numConstrained]);
        }
        this.state = state;
        return state;
    }

}
