package io.inkwell.decoding;

import java.util.Arrays;
import java.util.Objects;

/**
 * One row of a step's output while a token is chosen from it: the scores of all tokens at
 * first, then of fewer and fewer candidates.
 * <p>
 * Works in the caller's array. What is kept moves to the front of the row and the rest of
 * the row becomes scrap, so the candidates' values are always dense and all later work is
 * on the kept ones only. Candidates stay in the order of their ids. One instance serves
 * row after row without allocating; it is confined to one thread.
 */
public final class Logits {

    /** Probabilities closer than this, relative to themselves, are one in float32. */
    public static final double ROUNDING = 0x1p-24;

    private float[] values = {};

    private int offset;

    private int size;

    private int numCandidates;

    private int[] tokenIds = {};

    /** Starts on a new row: the {@code size} values from {@code offset} on. */
    public void reset(float[] values, int offset, int size) {
        Objects.checkFromIndexSize(offset, size, values.length);
        this.values = values;
        this.offset = offset;
        this.size = size;
        this.numCandidates = size;
    }

    public int numCandidates() {
        return this.numCandidates;
    }

    /** The token of the {@code index}th candidate; ids ascend with the index. */
    public int tokenId(int index) {
        return isNarrowed() ? this.tokenIds[index] : index;
    }

    /** The score of the {@code index}th candidate. */
    public float value(int index) {
        return this.values[this.offset + index];
    }

    /** The score of a token, before anything was removed. */
    public float get(int tokenId) {
        return this.values[position(tokenId)];
    }

    /** Changes the score of a token, before anything was removed. */
    public void set(int tokenId, float value) {
        this.values[position(tokenId)] = value;
    }

    /** Makes a token impossible, before anything was removed. */
    public void ban(int tokenId) {
        ban(tokenId, tokenId + 1);
    }

    /**
     * Makes the tokens of a range of ids impossible, before anything was removed. The row
     * need not have them all: what it does not have is impossible already.
     */
    public void ban(int fromId, int toId) {
        requireUntouched();
        int end = Math.min(toId, this.size);
        if (fromId < end) {
            Arrays.fill(this.values, this.offset + fromId, this.offset + end, Float.NEGATIVE_INFINITY);
        }
    }

    /** Copies the scores of all tokens, before anything was removed. */
    void copyTo(float[] target) {
        requireUntouched();
        System.arraycopy(this.values, this.offset, target, 0, this.size);
    }

    /** Divides all scores by a number above 0. */
    public void divideBy(float divisor) {
        float[] values = this.values;
        int end = this.offset + this.numCandidates;
        for (int i = this.offset; i < end; i++) {
            values[i] /= divisor;
        }
    }

    /** Removes the candidates below {@code threshold}. */
    public void keepAtLeast(float threshold) {
        keepAtLeast(threshold, Integer.MAX_VALUE);
    }

    /**
     * Removes the candidates below {@code threshold}, and those equal to it whose id is
     * above {@code highestTiedId}.
     */
    public void keepAtLeast(float threshold, int highestTiedId) {
        makeRoom();
        float below = Math.nextDown(threshold);
        int end = this.numCandidates;
        int kept = 0;
        for (int i = nextAbove(below, 0, end); i < end; i = nextAbove(below, i + 1, end)) {
            float value = value(i);
            int tokenId = tokenId(i);
            if (value > threshold || tokenId <= highestTiedId) {
                this.tokenIds[kept] = tokenId;
                this.values[this.offset + kept] = value;
                kept++;
            }
        }
        this.numCandidates = kept;
    }

    /** Removes the candidates whose score is further than {@code radius} from a score. */
    public void keepWithin(float score, float radius) {
        makeRoom();
        int kept = 0;
        for (int i = 0; i < this.numCandidates; i++) {
            float value = value(i);
            if (Math.abs(value - score) <= radius) {
                this.tokenIds[kept] = tokenId(i);
                this.values[this.offset + kept] = value;
                kept++;
            }
        }
        this.numCandidates = kept;
    }

    /**
     * The greatest score.
     * @throws io.inkwell.error.ServiceException if there is none, see {@link #argMax()}
     */
    public float max() {
        return value(indexOfMax());
    }

    /**
     * The candidate with the greatest score; of equal ones that with the lowest id.
     * @throws io.inkwell.error.ServiceException if any score is NaN or the greatest is
     * not finite: the model is broken, and whatever were chosen would be an accident
     */
    public int argMax() {
        return tokenId(indexOfMax());
    }

    /**
     * The logarithm of the sum of the candidates' exponentials: what a score must be
     * reduced by to become a log-probability.
     * @throws io.inkwell.error.ServiceException as {@link #argMax()} does
     */
    public double logSumExp() {
        float max = max();
        double sum = 0;
        for (int i = 0; i < this.numCandidates; i++) {
            float distance = max - value(i);
            int bucket = ExpTable.bucket(distance);
            if (bucket < ExpTable.NUM_BUCKETS) {
                sum += ExpTable.expOfMinus(distance, bucket);
            }
        }
        return max + Math.log(sum);
    }

    /** Makes the scores log-probabilities: takes {@link #logSumExp()} from each. */
    public void normalize() {
        float logSumExp = (float) logSumExp();
        float[] values = this.values;
        int end = this.offset + this.numCandidates;
        for (int i = this.offset; i < end; i++) {
            values[i] -= logSumExp;
        }
    }

    /**
     * The first index in {@code from} to {@code to}, exclusive, with a score above the
     * bar or NaN; {@code to} if there is none. Nearly all time of nearly all decoding is
     * spent in this loop. It asks in the negative, so that finding NaN costs nothing.
     */
    public int nextAbove(float bar, int from, int to) {
        float[] row = this.values;
        int end = this.offset + to;
        int i = this.offset + from;
        while (i < end && row[i] <= bar) {
            i++;
        }
        return i - this.offset;
    }

    /** The first index from {@code from} on whose token has this id or a higher one. */
    public int firstIndex(int lowestId, int from) {
        if (!isNarrowed()) {
            return Math.min(lowestId, this.numCandidates);
        }
        int i = from;
        while (i < this.numCandidates && this.tokenIds[i] < lowestId) {
            i++;
        }
        return i;
    }

    private int indexOfMax() {
        float max = Float.NEGATIVE_INFINITY;
        int best = -1;
        int end = this.numCandidates;
        for (int i = nextAbove(max, 0, end); i < end; i = nextAbove(max, i + 1, end)) {
            max = requireNumber(value(i));
            best = i;
        }
        requireFinite(max);
        return best;
    }

    // Candidates only ever get fewer, so an untouched row is one that still has them all.
    private boolean isNarrowed() {
        return this.numCandidates < this.size;
    }

    private void makeRoom() {
        if (this.tokenIds.length < this.numCandidates) {
            this.tokenIds = new int[this.numCandidates];
        }
    }

    private void requireUntouched() {
        if (isNarrowed()) {
            throw new IllegalStateException("tokens have no fixed place once candidates were removed");
        }
    }

    private int position(int tokenId) {
        requireUntouched();
        return this.offset + Objects.checkIndex(tokenId, this.size);
    }

    public static float requireNumber(float value) {
        if (Float.isNaN(value)) {
            throw NotANumber.failure("a logit that is NaN");
        }
        return value;
    }

    public static void requireFinite(double max) {
        if (Double.isInfinite(max)) {
            throw NotANumber.failure("no finite logit, the greatest is " + max);
        }
    }

}
