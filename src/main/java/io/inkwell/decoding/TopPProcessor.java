package io.inkwell.decoding;

import java.util.Arrays;

/**
 * Nucleus sampling (Holtzman et al. 2020): keeps the likeliest tokens up to and including
 * the one whose probability brings their sum to {@code topP}; of equally likely tokens
 * the highest ids, as a stable ascending sort does in Hugging Face transformers.
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
        int next = sortedKeys(logits, max, bucket);
        float value;
        do {
            value = value(this.keys[--next]);
            reached += ExpTable.expOfMinus(max - value, bucket);
        }
        while (reached < wanted && next > 0);
        logits.keepAtLeast(value, tokenId(this.keys[next]));
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

    /**
     * Leaves the keys of one bucket's tokens in ascending order and returns their number.
     */
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

    // Score and id in one long that sorts by score, then by id.
    private static long key(float value, int tokenId) {
        int bits = Float.floatToRawIntBits(value + 0f); // -0 becomes 0
        return ((long) (bits ^ ((bits >> 31) & Integer.MAX_VALUE)) << 32) | tokenId;
    }

    private static float value(long key) {
        int bits = (int) (key >> 32);
        return Float.intBitsToFloat(bits ^ ((bits >> 31) & Integer.MAX_VALUE));
    }

    private static int tokenId(long key) {
        return (int) key;
    }

}
