package io.inkwell.decoding.sampling;

import io.inkwell.decoding.Logits;

/**
 * Draws exactly from the softmax of the scores, as the argmax of score + Gumbel noise
 * (Gumbel 1954; Maddison et al. 2014).
 * <p>
 * The noise is a function of (seed, choice, position, token id) and there is no state. So
 * a sequence that is forked, preempted or run again draws the same tokens whatever runs
 * beside it, and because every token has its own noise, a tiny error in the scores
 * changes the draw only where two tokens are that close.
 * <p>
 * Gumbel noise is {@code -ln e} of an exponential e, and exponentials can be drawn by the
 * group: the least of n is an exponential divided by n, it is any one of them with equal
 * chance, and, as exponentials have no memory, each of the others lies another
 * exponential above it. So one number bounds the noise of a whole group of tokens, and
 * nearly all groups are passed over without drawing more.
 * <p>
 * The bits are those of SplitMix64 (Steele et al. 2014) by random access. Each (seed,
 * choice, position) has a stream with a number for each group, and that number starts the
 * group's own stream. Every start is itself the outcome of the mixing function, so
 * neighbouring streams have nothing in common.
 */
public final class GumbelSampler implements Sampler {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private static final int GROUP_BITS = 6;

    private static final int GROUP_SIZE = 1 << GROUP_BITS;

    private static final int NUM_BITS = 53;

    // Above ln 2 by 2e-8, far more than the rounding of the logarithms that it bounds.
    private static final double LN_2_ROUNDED_UP = 0.6931472;

    private final long choiceKey;

    /**
     * @param choice which of a request's choices (or beams) this is: each has noise of
     * its own
     */
    public GumbelSampler(long seed, int choice) {
        this.choiceKey = mix(mix(seed + GOLDEN_GAMMA) + choice);
    }

    /** The argmax of {@link #perturbed}; of equal ones the lowest id. */
    @Override
    public int sample(Logits logits, int position) {
        long key = mix(this.choiceKey + position);
        double best = Double.NEGATIVE_INFINITY;
        int bestToken = -1;
        int groupEnd;
        for (int start = 0; start < logits.numCandidates(); start = groupEnd) {
            int group = logits.tokenId(start) >>> GROUP_BITS;
            groupEnd = logits.firstIndex((group + 1) << GROUP_BITS, start);
            long groupKey = groupKey(key, group);
            int i = logits.nextAbove(bar(best, groupKey), start, groupEnd);
            while (i < groupEnd) {
                double perturbed = Logits.requireNumber(logits.value(i)) + noise(groupKey, logits.tokenId(i));
                if (perturbed > best) {
                    best = perturbed;
                    bestToken = logits.tokenId(i);
                }
                i = logits.nextAbove(bar(best, groupKey), i + 1, groupEnd);
            }
        }
        Logits.requireFinite(best);
        return bestToken;
    }

    /** The score of a token at a position, with its noise. */
    public double perturbed(float logit, int position, int tokenId) {
        return logit + noise(groupKey(mix(this.choiceKey + position), tokenId >>> GROUP_BITS), tokenId);
    }

    private static double noise(long groupKey, int tokenId) {
        int member = tokenId & (GROUP_SIZE - 1);
        double exponential = exponential(groupKey) / GROUP_SIZE;
        long least = mix(groupKey + GOLDEN_GAMMA) >>> (Long.SIZE - GROUP_BITS);
        if (member != least) {
            exponential += exponential(mix(groupKey + (member + 2) * GOLDEN_GAMMA));
        }
        return -Math.log(exponential);
    }

    /**
     * A score up to this cannot beat the best with any noise of the group. For v, the
     * uniform number made of the key's bits, {@code -ln(1 - v) >= v >= 2^-(z + 1)}, where
     * z counts v's leading zeros; so no logarithm is needed.
     */
    private static float bar(double best, long groupKey) {
        int leadingZeros = Long.numberOfLeadingZeros(uniformBits(groupKey)) - (Long.SIZE - NUM_BITS);
        double bound = (leadingZeros + 1 + GROUP_BITS) * LN_2_ROUNDED_UP;
        return Math.nextDown((float) (best - bound));
    }

    private static long groupKey(long key, int group) {
        return mix(key + group * GOLDEN_GAMMA);
    }

    private static double exponential(long bits) {
        return -Math.log(((1L << NUM_BITS) - uniformBits(bits)) * 0x1p-53);
    }

    // Odd, so that v = bits / 2^53 is never 0 or 1; and 1 - v is exact.
    private static long uniformBits(long bits) {
        return (bits >>> (Long.SIZE - NUM_BITS)) | 1;
    }

    // The finaliser of SplitMix64 (Stafford's variant 13 of MurmurHash3's).
    private static long mix(long bits) {
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }

}
