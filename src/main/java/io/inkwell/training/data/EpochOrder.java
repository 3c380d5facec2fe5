package io.inkwell.training.data;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * The order of the examples in each epoch, which depends only on the seed and the epoch.
 */
final class EpochOrder {

    // The increment of SplitMix64, so that neighbouring seeds and epochs do not collide.
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private EpochOrder() {
    }

    /**
     * A permutation by the Fisher-Yates shuffle. {@link Random} generates the same
     * numbers in all versions of Java.
     * @param epoch from 0
     */
    static int[] permutation(int count, long seed, long epoch) {
        Random random = new Random(seed + epoch * GOLDEN_GAMMA);
        int[] order = IntStream.range(0, count).toArray();
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return order;
    }

}
