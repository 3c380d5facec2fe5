package io.inkwell.decoding.processor;

import java.util.Arrays;

import io.inkwell.decoding.ExpTable;
import io.inkwell.decoding.Logits;

/**
 * Probability mass in buckets by the distance from where a walk over the candidates
 * begins. The walk goes from bucket to bucket, so only the tokens of the bucket in which
 * it reaches the mass it wants, some tens of 50,257, have to be sorted: they leave their
 * keys here.
 */
final class MassBuckets {

    private final double[] mass = new double[ExpTable.NUM_BUCKETS];

    private double missing;

    private long[] keys = new long[256];

    private int numKeys;

    void clear() {
        Arrays.fill(this.mass, 0);
        this.numKeys = 0;
    }

    /**
     * @param bucket that of {@link ExpTable}
     */
    void add(int bucket, float weight) {
        this.mass[bucket] += weight;
    }

    /**
     * The bucket in which the walk reaches this share of all mass. What float32 cannot
     * tell from the share has reached it: 10 equal tokens and 0.6 are 6.
     */
    int find(float share) {
        double sum = 0;
        for (double part : this.mass) {
            sum += part;
        }
        // Walked in the order of the sum, so that it ends in the same numbers.
        double wanted = (share - Logits.ROUNDING) * sum;
        double reached = 0;
        int bucket = 0;
        // The share may be so small that nothing is wanted; a token stays all the same.
        while (this.mass[bucket] == 0 || reached + this.mass[bucket] < wanted) {
            reached += this.mass[bucket++];
        }
        this.missing = wanted - reached;
        return bucket;
    }

    /** How much of the mass the tokens of the bucket found have yet to bring. */
    double missing() {
        return this.missing;
    }

    void addKey(long key) {
        if (this.numKeys == this.keys.length) {
            this.keys = Arrays.copyOf(this.keys, 2 * this.numKeys);
        }
        this.keys[this.numKeys++] = key;
    }

    void sortKeys() {
        Arrays.sort(this.keys, 0, this.numKeys);
    }

    int numKeys() {
        return this.numKeys;
    }

    long key(int index) {
        return this.keys[index];
    }

}
