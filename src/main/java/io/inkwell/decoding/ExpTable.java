package io.inkwell.decoding;

/**
 * {@code e^-x} for {@code x} from 0 to 40, many times faster than {@link Math#exp} and as
 * good as float allows: a table of the value at the middle of each bucket of 1/16, and a
 * polynomial from there. In float, for C2 converts slowly between numbers of different
 * kinds.
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
     * The bucket of {@code x}, which is {@link #NUM_BUCKETS} or more beyond the table.
     */
    public static int bucket(float x) {
        return (int) (x * BUCKETS_PER_UNIT);
    }

    /**
     * Where a bucket begins: those of it are at least this and below the next one's.
     */
    public static float start(int bucket) {
        return (float) bucket / BUCKETS_PER_UNIT;
    }

    /**
     * @param bucket that of {@code x}, below {@link #NUM_BUCKETS}
     */
    public static float expOfMinus(float x, int bucket) {
        float d = MIDDLES[bucket] - x;
        return VALUES[bucket] * (1 + d * (1 + d * (1 / 2f + d * (1 / 6f))));
    }

}
