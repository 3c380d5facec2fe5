package io.inkwell.training.data;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * The order of the examples in each epoch, which depends only on the seed and the epoch.
 */
final class EpochOrder {

    private EpochOrder() {
    }

    /**
     * A permutation by the Fisher-Yates shuffle. {@link Random} generates the same
     * numbers in all versions of Java.
     * @param epoch from 0
     */
    static int[] permutation(int count, long seed, long epoch) {
        Random random = new Random(Seeds.derive(seed, epoch));
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
