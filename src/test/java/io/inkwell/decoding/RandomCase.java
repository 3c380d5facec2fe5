package io.inkwell.decoding;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * One case of a test with {@link RandomCases}: what it draws depends on its seed and its
 * index alone. Of numbers between bounds it draws each bound once in some 20 times.
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

    /** Both bounds included. */
    public int between(int least, int greatest) {
        return switch (this.random.nextInt(20)) {
            case 0 -> least;
            case 1 -> greatest;
            default -> this.random.nextInt(least, greatest + 1);
        };
    }

    /** Both bounds included. */
    public double between(double least, double greatest) {
        return switch (this.random.nextInt(20)) {
            case 0 -> least;
            case 1 -> greatest;
            default -> this.random.nextDouble(least, greatest);
        };
    }

    /** Both bounds included. */
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
