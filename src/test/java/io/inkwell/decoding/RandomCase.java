package io.inkwell.decoding;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * One case of a {@link RandomCases} test. Its values depend only on its seed and index. A
 * draw from a range returns each bound about once in 20 times.
 */
public final class RandomCase {

    private final long seed;

    private final int index;

    private final RandomGenerator random;

    RandomCase(long seed, int index) {
        this.seed = seed;
        this.index = index;
        this.random = new SplittableRandom((seed << 32) + index);
    }

    public long anyLong() {
        return this.random.nextLong();
    }

    /** Includes both bounds. */
    public int between(int least, int greatest) {
        return switch (this.random.nextInt(20)) {
            case 0 -> least;
            case 1 -> greatest;
            default -> this.random.nextInt(least, greatest + 1);
        };
    }

    /** Includes both bounds. */
    public double between(double least, double greatest) {
        return switch (this.random.nextInt(20)) {
            case 0 -> least;
            case 1 -> greatest;
            default -> this.random.nextDouble(least, greatest);
        };
    }

    /** Includes both bounds. */
    public float between(float least, float greatest) {
        return (float) between((double) least, (double) greatest);
    }

    public boolean either() {
        return this.random.nextBoolean();
    }

    @SafeVarargs
    public final <T> T of(T... choices) {
        return choices[this.random.nextInt(choices.length)];
    }

    @Override
    public String toString() {
        return "seed " + this.seed + ", case " + this.index;
    }

}
