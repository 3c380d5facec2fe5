package io.inkwell.decoding.stop;

/**
 * Matches stop strings in the bytes of one sequence, independent of token boundaries. The
 * first to end wins; of those that end at the same byte, the longest.
 */
final class StopStringMatcher {

    private final StopStrings strings;

    private final int[] matchedLengths;

    private int winner = -1;

    private int numBytesAfter;

    StopStringMatcher(StopStrings strings) {
        this.strings = strings;
        this.matchedLengths = new int[strings.size()];
    }

    private StopStringMatcher(StopStringMatcher other) {
        this.strings = other.strings;
        this.matchedLengths = other.matchedLengths.clone();
        this.winner = other.winner;
        this.numBytesAfter = other.numBytesAfter;
    }

    /** Returns an independent copy of the current state. */
    StopStringMatcher copy() {
        return new StopStringMatcher(this);
    }

    /**
     * Adds the bytes of the next token. Must not be called after a match.
     * @return whether a stop string is complete
     */
    boolean append(byte[] tokenBytes) {
        if (isMatched()) {
            throw new IllegalStateException("a stop string was already matched: " + matched());
        }
        if (this.matchedLengths.length == 0) {
            return false;
        }
        for (int i = 0; i < tokenBytes.length; i++) {
            if (advance(tokenBytes[i])) {
                this.numBytesAfter = tokenBytes.length - 1 - i;
                return true;
            }
        }
        return false;
    }

    /**
     * Adds a token that matches only as a whole: a stop string that begins or ends inside
     * it does not count.
     * @return whether a stop string is complete
     */
    boolean appendWhole(byte[] token) {
        for (int i = 0; i < this.matchedLengths.length; i++) {
            reach(i, this.strings.advanceOver(i, this.matchedLengths[i], token));
        }
        return isMatched();
    }

    /**
     * Like {@link #appendWhole}, for a token at which the sequence must not end.
     */
    void passWhole(byte[] token) {
        for (int i = 0; i < this.matchedLengths.length; i++) {
            restart(i, this.strings.advanceOver(i, this.matchedLengths[i], token));
        }
    }

    /**
     * Adds the bytes of a token at which the sequence must not end. A stop string that
     * ends in them does not count, but one that begins in them may complete later.
     */
    void pass(byte[] tokenBytes) {
        for (byte next : tokenBytes) {
            for (int i = 0; i < this.matchedLengths.length; i++) {
                restart(i, this.strings.advance(i, this.matchedLengths[i], next));
            }
        }
    }

    private void restart(int index, int length) {
        this.matchedLengths[index] = (length == this.strings.length(index)) ? this.strings.border(index) : length;
    }

    /**
     * The number of trailing bytes that may still become part of a stop string.
     */
    int heldBytes() {
        int longest = 0;
        for (int length : this.matchedLengths) {
            longest = Math.max(longest, length);
        }
        return longest;
    }

    /** The matched stop string. */
    String matched() {
        requireMatched();
        return this.strings.string(this.winner);
    }

    /**
     * The number of trailing bytes that are not part of the text. These are the bytes
     * after the stop string, and the stop string itself unless it is included.
     */
    int cutBytes(boolean includeStop) {
        requireMatched();
        return this.numBytesAfter + (includeStop ? 0 : this.strings.length(this.winner));
    }

    private boolean advance(byte next) {
        for (int i = 0; i < this.matchedLengths.length; i++) {
            reach(i, this.strings.advance(i, this.matchedLengths[i], next));
        }
        return isMatched();
    }

    private void reach(int index, int length) {
        this.matchedLengths[index] = length;
        boolean complete = length == this.strings.length(index);
        if (complete && (!isMatched() || length > this.strings.length(this.winner))) {
            this.winner = index;
        }
    }

    boolean isMatched() {
        return this.winner >= 0;
    }

    private void requireMatched() {
        if (!isMatched()) {
            throw new IllegalStateException("no stop string has been matched");
        }
    }

}
