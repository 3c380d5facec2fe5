package io.inkwell.decoding;

import java.util.Arrays;

/**
 * Nucleus sampling (Holtzman et al. 2020): keeps the likeliest tokens up to and including
 * the one whose probability brings their sum to {@code topP}; of equally likely ones the
 * lowest ids.
 * <p>
 * Sorts next to nothing. The probability mass goes into buckets by the distance from the
 * greatest score, so a walk over the buckets finds the one in which {@code topP} is
 * reached; only that one's tokens, some tens of 50,257, are sorted.
 */
final class TopPProcessor implements LogitsProcessor {

    // What float32 cannot tell from topP has reached it: 10 equal tokens and 0.6 are 6.
    private static final double ROUNDING = 0x1p-24;

    private final float topP;

    // By bucket of ExpTable. Scores further than that below the greatest weigh less than
    // 1e-12 together.
    private final double[] mass = new double[ExpTable.NUM_BUCKETS];

    private long[] keys = new long[256];

    TopPProcessor(float topP) {
        this.topP = topP;
    }

    @Override
    public void process(Logits logits, TokenHistory history) {
        float max = logits.max();
        double wanted = (this.topP - ROUNDING) * fillBuckets(logits, max);
        double reached = 0;
        int bucket = 0;
        while (reached + this.mass[bucket] < wanted) {
            reached += this.mass[bucket++];
        }
        int numKeys = sortedKeys(logits, max, bucket);
        int last = -1;
        do {
            last++;
            reached += ExpTable.expOfMinus(max - value(this.keys[last]), bucket);
        }
        while (reached < wanted && last + 1 < numKeys);
        logits.keepAtLeast(value(this.keys[last]), tokenId(this.keys[last]));
    }

    /** Returns the sum, added up in the order in which it will be walked. */
    private double fillBuckets(Logits logits, float max) {
        double[] mass = this.mass;
        Arrays.fill(mass, 0);
        for (int i = 0; i < logits.numCandidates(); i++) {
            float distance = max - logits.value(i);
            int bucket = ExpTable.bucket(distance);
            if (bucket < mass.length) {
                mass[bucket] += ExpTable.expOfMinus(distance, bucket);
            }
        }
        double sum = 0;
        for (double part : mass) {
            sum += part;
        }
        return sum;
    }

    /** Sorts one bucket's tokens, the likeliest first, and returns their number. */
    private int sortedKeys(Logits logits, float max, int bucket) {
        int count = 0;
        for (int i = 0; i < logits.numCandidates(); i++) {
            float value = logits.value(i);
            if (ExpTable.bucket(max - value) == bucket) {
                if (count == this.keys.length) {
                    this.keys = Arrays.copyOf(this.keys, 2 * count);
                }
                this.keys[count++] = key(value, logits.tokenId(i));
            }
        }
        Arrays.sort(this.keys, 0, count);
        return count;
    }

    // Score and id in one long: sorts by falling score, then by id. Subtracting makes -0
    // a 0.
    private static long key(float value, int tokenId) {
        return ((long) sortable(Float.floatToRawIntBits(0f - value)) << 32) | tokenId;
    }

    private static float value(long key) {
        return 0f - Float.intBitsToFloat(sortable((int) (key >> 32)));
    }

    private static int tokenId(long key) {
        return (int) key;
    }

    // Bits of a float that compare like the float; its own inverse.
    private static int sortable(int bits) {
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }

}
