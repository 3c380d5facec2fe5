package io.inkwell.decoding.processor;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;

import io.inkwell.decoding.ExpTable;
import io.inkwell.decoding.Logits;

/**
 * A histogram of probability mass by distance from a reference score. A scan over the
 * buckets finds the one in which the cumulative mass reaches a target. Only the tokens of
 * that bucket, a few dozen of 50,257, are then sorted by their keys.
 */
final class ProbabilityBuckets {

    private final double[] mass = new double[ExpTable.NUM_BUCKETS];

    /** The mass still missing before the tokens of the bucket found. */
    private double missing;

    private long[] keys = new long[256];

    private int numKeys;

    void clear() {
        Arrays.fill(this.mass, 0);
        this.numKeys = 0;
    }

    /**
     * Adds probability mass to a bucket.
     * @param bucket as {@link ExpTable#bucket} numbers them
     */
    void add(int bucket, float weight) {
        this.mass[bucket] += weight;
    }

    /**
     * The bucket in which the cumulative mass reaches this share of the total. Float32
     * rounding is tolerated: of 10 equally likely tokens, a share of 0.6 takes 6.
     */
    int find(float share) {
        double sum = 0;
        for (double part : this.mass) {
            sum += part;
        }
        // The same summation order as below, so that both sums end in the same value.
        double wanted = (share - Logits.ROUNDING) * sum;
        double reached = 0;
        int bucket = 0;
        // The target may round to 0 or less; at least one token is kept even then.
        while (this.mass[bucket] == 0 || reached + this.mass[bucket] < wanted) {
            reached += this.mass[bucket++];
        }
        this.missing = wanted - reached;
        return bucket;
    }

    void addKey(long key) {
        if (this.numKeys == this.keys.length) {
            this.keys = Arrays.copyOf(this.keys, 2 * this.numKeys);
        }
        this.keys[this.numKeys++] = key;
    }

    /**
     * Sorts the keys of the bucket found, and returns the one at which the cumulative
     * mass reaches the target; at least the first.
     * @param weight the mass of a key
     */
    long lastKept(LongToDoubleFunction weight) {
        Arrays.sort(this.keys, 0, this.numKeys);
        int last = 0;
        double left = this.missing - weight.applyAsDouble(this.keys[0]);
        while (left > 0 && last + 1 < this.numKeys) {
            left -= weight.applyAsDouble(this.keys[++last]);
        }
        return this.keys[last];
    }

}
