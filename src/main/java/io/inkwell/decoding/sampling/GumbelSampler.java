package io.inkwell.decoding.sampling;

import io.inkwell.decoding.Logits;

/**
 * Samples exactly from the softmax of the scores as the argmax of score + Gumbel noise
 * (Gumbel 1954; Maddison et al. 2014).
 * <p>
 * The noise is a pure function of (seed, choice, position, token id). A sequence that is
 * forked or rerun therefore draws the same tokens, whatever else is in the batch. Because
 * each token has noise of its own, a small numerical difference changes the result only
 * when two perturbed scores are that close.
 * <p>
 * Gumbel noise is {@code -ln e} with {@code e} exponentially distributed, which allows
 * one bound per group of tokens. The minimum of n exponentials is an exponential divided
 * by n, and each member is equally likely to be the minimum. As exponentials are
 * memoryless, each other member exceeds the minimum by another exponential. The minimum
 * bounds the noise of the whole group, so nearly all groups are skipped without
 * generating more noise.
 * <p>
 * The random bits are those of SplitMix64 (Steele et al. 2014), accessed by index. Each
 * (seed, choice, position) has a stream with one number per group, and that number seeds
 * the stream of the group. Every seed is an output of the mixing function, so neighboring
 * streams are unrelated.
 */
public final class GumbelSampler implements Sampler {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private static final int GROUP_BITS = 6;

    private static final int GROUP_SIZE = 1 << GROUP_BITS;

    private static final int NUM_BITS = 53;

    // Above ln 2 by 2e-8, far more than the rounding error of the logarithms that it
    // bounds.
    private static final double LN_2_ROUNDED_UP = 0.6931472;

    private final long choiceKey;

    /**
     * Creates a sampler for one choice.
     * @param choice the index of the choice within the request; each has its own noise
     */
    public GumbelSampler(long seed, int choice) {
        this.choiceKey = mix(mix(seed + GOLDEN_GAMMA) + choice);
    }

    /** The argmax of {@link #perturbed}; of equal ones the lowest id. */
    @Override
    public int sample(Logits logits, int position) {
        long key = mix(this.choiceKey + position);
        // Invariant: best, of bestToken, is the highest perturbed score before index i. A
        // score up to the group's threshold cannot beat it, so i skips such scores.
        double best = Double.NEGATIVE_INFINITY;
        int bestToken = -1;
        int groupEnd;
        for (int groupStart = 0; groupStart < logits.numCandidates(); groupStart = groupEnd) {
            int group = logits.tokenId(groupStart) >>> GROUP_BITS;
            groupEnd = logits.firstIndex((group + 1) << GROUP_BITS, groupStart);
            long groupKey = groupKey(key, group);
            int i = logits.nextAbove(threshold(best, groupKey), groupStart, groupEnd);
            while (i < groupEnd) {
                double perturbed = Logits.requireNumber(logits.value(i)) + noise(groupKey, logits.tokenId(i));
                if (perturbed > best) {
                    best = perturbed;
                    bestToken = logits.tokenId(i);
                }
                i = logits.nextAbove(threshold(best, groupKey), i + 1, groupEnd);
            }
        }
        Logits.requireFinite(best);
        return bestToken;
    }

    /** The score of a token plus its noise at a position. */
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
     * A threshold: no score up to it can beat {@code best}, whatever the noise in the
     * group. With v the uniform number of the key and z its count of leading zeros,
     * {@code -ln(1 - v) >= v >= 2^-(z + 1)}, so the bound needs no logarithm.
     */
    private static float threshold(double best, long groupKey) {
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

    // Odd, so that v = bits / 2^53 is never 0 or 1, and 1 - v is exact.
    private static long uniformBits(long bits) {
        return (bits >>> (Long.SIZE - NUM_BITS)) | 1;
    }

    // The finalizer of SplitMix64 (Stafford's variant 13 of the MurmurHash3 finalizer).
    private static long mix(long bits) {
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }

}
