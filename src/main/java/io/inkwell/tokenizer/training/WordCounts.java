package io.inkwell.tokenizer.training;

import java.util.Arrays;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * Counts words, which are sequences of bytes. A hash table with linear probing: it
 * allocates nothing for a word that it already has. Words are numbered in the order of
 * their first occurrence.
 */
final class WordCounts {

    /** The limit of Java's arrays. */
    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

    private final int maxBytes;

    /** The number of the word in each slot plus one; 0 if the slot is free. */
    private int[] slots = new int[1 << 12];

    private int[] hashes = new int[1 << 11];

    private long[] counts = new long[1 << 11];

    /** The start of each word in the bytes; the last entry in use is the end. */
    private int[] starts = new int[(1 << 11) + 1];

    private byte[] bytes = new byte[1 << 14];

    private int size;

    WordCounts() {
        this(MAX_BYTES);
    }

    /**
     * @param maxBytes the maximum length of all different words
     */
    WordCounts(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    int size() {
        return this.size;
    }

    long count(int word) {
        return this.counts[word];
    }

    int length(int word) {
        return this.starts[word + 1] - this.starts[word];
    }

    byte byteAt(int word, int position) {
        return this.bytes[this.starts[word] + position];
    }

    /** The length of all different words. */
    int numBytes() {
        return this.starts[this.size];
    }

    /** Counts the word at a range of a text. */
    void add(byte[] text, int from, int to) {
        int hash = hash(text, from, to);
        int mask = this.slots.length - 1;
        int slot = hash & mask;
        while (this.slots[slot] != 0) {
            int word = this.slots[slot] - 1;
            if (this.hashes[word] == hash
                    && Arrays.equals(this.bytes, this.starts[word], this.starts[word + 1], text, from, to)) {
                this.counts[word]++;
                return;
            }
            slot = (slot + 1) & mask;
        }
        this.slots[slot] = this.size + 1;
        append(text, from, to, hash);
    }

    private void append(byte[] text, int from, int to, int hash) {
        int start = numBytes();
        int length = to - from;
        if (length > this.maxBytes - start) {
            throw new ServiceException(ErrorKind.INVALID_REQUEST, "the different words of the texts must have at most "
                    + this.maxBytes + " bytes; train the tokenizer on a part of the texts");
        }
        if (start + length > this.bytes.length) {
            long doubled = Math.min(2L * this.bytes.length, this.maxBytes);
            this.bytes = Arrays.copyOf(this.bytes, (int) Math.max(doubled, start + length));
        }
        System.arraycopy(text, from, this.bytes, start, length);
        this.hashes[this.size] = hash;
        this.counts[this.size] = 1;
        this.size++;
        this.starts[this.size] = start + length;
        if (this.size == this.counts.length) {
            grow();
        }
    }

    private void grow() {
        int capacity = 2 * this.size;
        this.hashes = Arrays.copyOf(this.hashes, capacity);
        this.counts = Arrays.copyOf(this.counts, capacity);
        this.starts = Arrays.copyOf(this.starts, capacity + 1);
        this.slots = new int[2 * capacity];
        int mask = this.slots.length - 1;
        for (int word = 0; word < this.size; word++) {
            int slot = this.hashes[word] & mask;
            while (this.slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            this.slots[slot] = word + 1;
        }
    }

    private static int hash(byte[] text, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text[i];
        }
        // Spreads the hash, because similar words have similar ones.
        hash *= 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }

}
