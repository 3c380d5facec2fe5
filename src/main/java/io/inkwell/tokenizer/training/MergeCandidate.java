package io.inkwell.tokenizer.training;

import java.util.Arrays;

/**
 * A pair of tokens that may be merged, with its count when it entered the queue and the
 * words that it was formed in. The most frequent pair comes first; of equally frequent
 * ones, that with the smaller first id, then that with the smaller second id.
 */
final class MergeCandidate implements Comparable<MergeCandidate> {

    private final long pair;

    private final int index;

    private long count;

    private int[] words = new int[1];

    private int numWords;

    /**
     * @param index the index of the pair in {@link PairCounts}
     */
    MergeCandidate(long pair, int index) {
        this.pair = pair;
        this.index = index;
    }

    /** Both ids in one number, in an order that compares the first one first. */
    static long pair(int first, int second) {
        return (long) first << 32 | second;
    }

    int first() {
        return (int) (this.pair >>> 32);
    }

    int second() {
        return (int) this.pair;
    }

    int index() {
        return this.index;
    }

    long count() {
        return this.count;
    }

    /** Must not be called while the candidate is in a queue. */
    void setCount(long count) {
        this.count = count;
    }

    int numWords() {
        return this.numWords;
    }

    int word(int position) {
        return this.words[position];
    }

    /** Adds a word once; the calls for one word follow each other. */
    void addWord(int word) {
        if (this.numWords > 0 && this.words[this.numWords - 1] == word) {
            return;
        }
        if (this.numWords == this.words.length) {
            this.words = Arrays.copyOf(this.words, 2 * this.numWords);
        }
        this.words[this.numWords++] = word;
    }

    @Override
    public int compareTo(MergeCandidate other) {
        return (this.count != other.count) ? Long.compare(other.count, this.count)
                : Long.compare(this.pair, other.pair);
    }

}
