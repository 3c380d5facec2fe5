package io.inkwell.training.data;

/** The seeds of the epochs and steps of a run. */
public final class Seeds {

    /**
     * The increment of SplitMix64, so that those of neighbouring seeds do not collide.
     */
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Seeds() {
    }

    /** The seed of an epoch or a step. */
    public static long derive(long seed, long index) {
        return seed + index * GOLDEN_GAMMA;
    }

}
