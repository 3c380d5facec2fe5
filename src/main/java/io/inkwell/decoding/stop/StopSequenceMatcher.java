package io.inkwell.decoding.stop;

/**
 * Looks for stop strings in the bytes of one sequence, wherever the tokens' borders fall.
 * The first to end wins; of those that end together, the longest.
 */
final class StopSequenceMatcher {

    private final StopSequences sequences;

    private final int[] matchedLengths;

    private int winner = -1;

    private int numBytesAfter;

    StopSequenceMatcher(StopSequences sequences) {
        this.sequences = sequences;
        this.matchedLengths = new int[sequences.size()];
    }

    private StopSequenceMatcher(StopSequenceMatcher other) {
        this.sequences = other.sequences;
        this.matchedLengths = other.matchedLengths.clone();
        this.winner = other.winner;
        this.numBytesAfter = other.numBytesAfter;
    }

    /** The same state, to go on in another way. */
    StopSequenceMatcher copy() {
        return new StopSequenceMatcher(this);
    }

    /**
     * Takes the bytes of the next token, and no more of them once a stop string is
     * complete.
     * @return whether one is
     */
    boolean append(byte[] tokenBytes) {
        if (isMatched()) {
            throw new IllegalStateException("the stop string was already found: " + matched());
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
     * Takes a token that counts as a whole: a stop string that begins or ends inside it
     * does not count.
     * @return whether a stop string is complete
     */
    boolean appendWhole(byte[] token) {
        for (int i = 0; i < this.matchedLengths.length; i++) {
            reach(i, this.sequences.advanceOver(i, this.matchedLengths[i], token));
        }
        return isMatched();
    }

    /** The same for a token that cannot end the text. */
    void passWhole(byte[] token) {
        for (int i = 0; i < this.matchedLengths.length; i++) {
            restart(i, this.sequences.advanceOver(i, this.matchedLengths[i], token));
        }
    }

    /**
     * Takes the bytes of a token that cannot end the text. A stop string that ends in
     * them does not count, but one that only begins in them does.
     */
    void pass(byte[] tokenBytes) {
        for (byte next : tokenBytes) {
            for (int i = 0; i < this.matchedLengths.length; i++) {
                restart(i, this.sequences.advance(i, this.matchedLengths[i], next));
            }
        }
    }

    private void restart(int index, int length) {
        this.matchedLengths[index] = (length == this.sequences.length(index)) ? this.sequences.border(index) : length;
    }

    /** How many bytes at the end may yet turn out to belong to a stop string. */
    int heldBytes() {
        int longest = 0;
        for (int length : this.matchedLengths) {
            longest = Math.max(longest, length);
        }
        return longest;
    }

    /** The stop string that was found. */
    String matched() {
        requireMatched();
        return this.sequences.string(this.winner);
    }

    /**
     * How many bytes at the end of all that was fed are not part of the text: what
     * follows the stop string and, unless it is to be included, the stop string itself.
     */
    int cutBytes(boolean includeStop) {
        requireMatched();
        return this.numBytesAfter + (includeStop ? 0 : this.sequences.length(this.winner));
    }

    private boolean advance(byte next) {
        for (int i = 0; i < this.matchedLengths.length; i++) {
            reach(i, this.sequences.advance(i, this.matchedLengths[i], next));
        }
        return isMatched();
    }

    private void reach(int index, int length) {
        this.matchedLengths[index] = length;
        boolean complete = length == this.sequences.length(index);
        if (complete && (!isMatched() || length > this.sequences.length(this.winner))) {
            this.winner = index;
        }
    }

    boolean isMatched() {
        return this.winner >= 0;
    }

    private void requireMatched() {
        if (!isMatched()) {
            throw new IllegalStateException("no stop string was found yet");
        }
    }

}
