package io.inkwell.decoding;

import java.util.Arrays;

/**
 * Computes log-probabilities of the model's own distribution. Keeps a copy of the row,
 * because processors and samplers modify it. Reusable for row after row; confined to one
 * thread.
 */
public final class LogprobsReader {

    private final Logits row = new Logits();

    private float[] values = {};

    private double logSumExp;

    private double entropy;

    /**
     * Copies a row.
     * @param untouched the row before any processor
     * @throws io.inkwell.error.ServiceException if the row holds NaN or has no finite
     * maximum
     */
    public void reset(Logits untouched) {
        int size = untouched.numCandidates();
        if (this.values.length < size) {
            this.values = new float[size];
        }
        untouched.copyTo(this.values);
        this.row.reset(this.values, 0, size);
        sumUp();
    }

    /**
     * Computes both sums in one pass: with {@code x} the distance to the maximum, the
     * entropy is the logarithm of the sum of {@code e^-x} plus the mean of {@code x}.
     */
    private void sumUp() {
        float max = this.row.max();
        double sum = 0;
        double weighted = 0;
        int end = this.row.numCandidates();
        for (int i = 0; i < end; i++) {
            float distance = max - this.values[i];
            int bucket = ExpTable.bucket(distance);
            if (bucket < ExpTable.NUM_BUCKETS) {
                float weight = ExpTable.expOfMinus(distance, bucket);
                sum += weight;
                weighted += weight * distance;
            }
        }
        this.logSumExp = max + Math.log(sum);
        this.entropy = Math.log(sum) + weighted / sum;
    }

    /**
     * Returns the log-probability and rank of a token, the most likely tokens and the
     * entropy. May be called any number of times per row.
     * @param numTop the number of most likely tokens to return; tokens with a probability
     * of 0 are left out
     */
    public TokenLogprobs read(int tokenId, int numTop) {
        int[] topIds = new int[Math.min(numTop, this.row.numCandidates())];
        int found = topIds.length > 0 ? findTop(topIds) : 0;
        return read(tokenId, Arrays.copyOf(topIds, found));
    }

    /**
     * The same with other tokens in place of the most likely ones, in the given order.
     */
    public TokenLogprobs read(int tokenId, int[] others) {
        float[] logprobs = new float[others.length];
        for (int i = 0; i < others.length; i++) {
            logprobs[i] = logprob(others[i]);
        }
        return new TokenLogprobs(tokenId, logprob(tokenId), rank(tokenId), others, logprobs, (float) this.entropy);
    }

    private float logprob(int tokenId) {
        return (float) (this.row.get(tokenId) - this.logSumExp);
    }

    private int rank(int tokenId) {
        float value = this.row.get(tokenId);
        float[] values = this.values;
        int end = this.row.numCandidates();
        int rank = 1;
        for (int i = 0; i < end; i++) {
            rank += (values[i] > value) ? 1 : 0;
        }
        return rank;
    }

    /** Insertion sort: few tokens of a large row exceed the threshold. */
    private int findTop(int[] topIds) {
        float threshold = Float.NEGATIVE_INFINITY;
        int found = 0;
        int end = this.row.numCandidates();
        int id = this.row.nextAbove(threshold, 0, end);
        while (id < end) {
            found = Math.min(found + 1, topIds.length);
            int place = found - 1;
            while (place > 0 && this.values[topIds[place - 1]] < this.values[id]) {
                topIds[place] = topIds[place - 1];
                place--;
            }
            topIds[place] = id;
            if (found == topIds.length) {
                threshold = this.values[topIds[found - 1]];
            }
            id = this.row.nextAbove(threshold, id + 1, end);
        }
        return found;
    }

}
