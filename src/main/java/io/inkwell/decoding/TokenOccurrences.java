package io.inkwell.decoding;

import java.util.Arrays;

/**
 * The distinct tokens of a sequence in order of first occurrence, each with its count in
 * the output. The count is 0 for a token that occurs only in the prompt.
 */
public final class TokenOccurrences {

    private int[] tokenIds = new int[64];

    private int[] outputCounts = new int[64];

    private int size;

    // Open addressing: 1 + the index of a token, 0 for a free slot. At most half full.
    private int[] table = new int[128];

    TokenOccurrences copy() {
        TokenOccurrences copy = new TokenOccurrences();
        copy.tokenIds = this.tokenIds.clone();
        copy.outputCounts = this.outputCounts.clone();
        copy.size = this.size;
        copy.table = this.table.clone();
        return copy;
    }

    void add(int tokenId, boolean isOutput) {
        int slot = slotOf(tokenId);
        if (this.table[slot] == 0) {
            if (this.size == this.tokenIds.length) {
                grow();
                slot = slotOf(tokenId);
            }
            this.tokenIds[this.size] = tokenId;
            this.table[slot] = ++this.size;
        }
        if (isOutput) {
            this.outputCounts[this.table[slot] - 1]++;
        }
    }

    public int size() {
        return this.size;
    }

    public int tokenId(int index) {
        return this.tokenIds[index];
    }

    /**
     * The number of occurrences in the output of the distinct token at {@code index}.
     */
    public int outputCount(int index) {
        return this.outputCounts[index];
    }

    /** The slot that holds the token, or the free slot in which to insert it. */
    private int slotOf(int tokenId) {
        int mask = this.table.length - 1;
        int hash = tokenId * 0x9E3779B9;
        int slot = (hash ^ (hash >>> 16)) & mask;
        while (this.table[slot] != 0 && this.tokenIds[this.table[slot] - 1] != tokenId) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        this.tokenIds = Arrays.copyOf(this.tokenIds, 2 * this.size);
        this.outputCounts = Arrays.copyOf(this.outputCounts, 2 * this.size);
        this.table = new int[4 * this.size];
        for (int i = 0; i < this.size; i++) {
            this.table[slotOf(this.tokenIds[i])] = i + 1;
        }
    }

}
