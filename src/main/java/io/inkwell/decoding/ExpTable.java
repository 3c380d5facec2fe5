package io.inkwell.decoding;

/**
 * Approximates {@code e^-x} for {@code x} in [0, 40) to float precision, many times
 * faster than {@link Math#exp}. The table holds the value at the midpoint of each bucket
 * of width 1/16; a cubic polynomial covers the rest. All arithmetic is in float because
 * C2 converts slowly between numeric types.
 */
public final class ExpTable {

    private static final int BUCKETS_PER_UNIT = 16;

    public static final int NUM_BUCKETS = 40 * BUCKETS_PER_UNIT;

    private static final float[] MIDDLES = new float[NUM_BUCKETS];

    private static final float[] VALUES = new float[NUM_BUCKETS];

    static {
        for (int bucket = 0; bucket < NUM_BUCKETS; bucket++) {
            MIDDLES[bucket] = (bucket + 0.5f) / BUCKETS_PER_UNIT;
            VALUES[bucket] = (float) Math.exp(-MIDDLES[bucket]);
        }
    }

    private ExpTable() {
    }

    /**
     * The bucket of {@code x}; at least {@link #NUM_BUCKETS} when {@code x} lies beyond
     * the table.
     */
    public static int bucket(float x) {
        return (int) (x * BUCKETS_PER_UNIT);
    }

    /**
     * The inclusive lower bound of a bucket; the next bucket's is the exclusive upper
     * bound.
     */
    public static float start(int bucket) {
        return (float) bucket / BUCKETS_PER_UNIT;
    }

    /**
     * Returns {@code e^-x}.
     * @param bucket the bucket of {@code x}, below {@link #NUM_BUCKETS}
     */
    public static float expOfMinus(float x, int bucket) {
        float d = MIDDLES[bucket] - x;
        return VALUES[bucket] * (1 + d * (1 + d * (1 / 2f + d * (1 / 6f))));
    }

}
