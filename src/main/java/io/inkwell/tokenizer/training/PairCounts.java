package io.inkwell.tokenizer.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * How often each pair of tokens occurs, and which words it was formed in since the last
 * call of {@link #drainTo}. A hash table with linear probing.
 */
final class PairCounts {

    private static final long FREE = -1;

    /** Each pair in its slot. The slots are at least twice as many as the pairs. */
    private long[] pairs = new long[1 << 13];

    /** The index of the pair in each slot. */
    private int[] indexes = new int[1 << 13];

    /** By index of the pair. */
    private long[] counts = new long[1 << 12];

    /** By index of the pair; null if it was not formed. */
    private @Nullable MergeCandidate[] formedByIndex = new MergeCandidate[1 << 12];

    private final List<MergeCandidate> formed = new ArrayList<>();

    private int size;

    PairCounts() {
        Arrays.fill(this.pairs, FREE);
    }

    /** Counts occurrences that were formed in a word. */
    void add(int first, int second, long count, int word) {
        long pair = MergeCandidate.pair(first, second);
        int index = indexOf(pair);
        this.counts[index] += count;
        MergeCandidate candidate = this.formedByIndex[index];
        if (candidate == null) {
            candidate = new MergeCandidate(pair, index);
            this.formedByIndex[index] = candidate;
            this.formed.add(candidate);
        }
        candidate.addWord(word);
    }

    void subtract(int first, int second, long count) {
        this.counts[indexOf(MergeCandidate.pair(first, second))] -= count;
    }

    long count(MergeCandidate candidate) {
        return this.counts[candidate.index()];
    }

    /** Moves the pairs that were formed, and still occur, to a queue. */
    void drainTo(Queue<MergeCandidate> queue) {
        for (MergeCandidate candidate : this.formed) {
            this.formedByIndex[candidate.index()] = null;
            long count = count(candidate);
            if (count > 0) {
                candidate.setCount(count);
                queue.add(candidate);
            }
        }
        this.formed.clear();
    }

    /** The index of a pair, which is new if the table lacks the pair. */
    private int indexOf(long pair) {
        int slot = slotOf(pair);
        if (this.pairs[slot] == pair) {
            return this.indexes[slot];
        }
        if (this.size == this.counts.length) {
            grow();
            slot = slotOf(pair);
        }
        this.pairs[slot] = pair;
        this.indexes[slot] = this.size;
        return this.size++;
    }

    private void grow() {
        long[] oldPairs = this.pairs;
        int[] oldIndexes = this.indexes;
        this.counts = Arrays.copyOf(this.counts, 2 * this.size);
        this.formedByIndex = Arrays.copyOf(this.formedByIndex, 2 * this.size);
        this.pairs = new long[4 * this.size];
        this.indexes = new int[4 * this.size];
        Arrays.fill(this.pairs, FREE);
        for (int i = 0; i < oldPairs.length; i++) {
            if (oldPairs[i] != FREE) {
                int slot = slotOf(oldPairs[i]);
                this.pairs[slot] = oldPairs[i];
                this.indexes[slot] = oldIndexes[i];
            }
        }
    }

    /** The slot that has the pair, or the free one for it. */
    private int slotOf(long pair) {
        int mask = this.pairs.length - 1;
        long hash = pair * 0x9E3779B97F4A7C15L;
        int slot = (int) (hash >>> 32) & mask;
        while (this.pairs[slot] != FREE && this.pairs[slot] != pair) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

}
