package io.inkwell.decoding;

import java.util.Arrays;
import java.util.Objects;

/**
 * One row of logits during token selection: the scores of all tokens at first, then of
 * fewer and fewer candidates.
 * <p>
 * Works in place in the caller's array. Kept candidates move to the front of the row, and
 * the remainder becomes scratch space. The values stay dense, and later processors read
 * only the candidates that are left. Candidates stay in ascending order of token id. One
 * instance serves row after row without allocating; it is confined to one thread.
 */
public final class Logits {

    /** Relative tolerance: probabilities closer than this are equal in float32. */
    public static final double ROUNDING = 0x1p-24;

    private float[] values = {};

    private int offset;

    private int size;

    private int numCandidates;

    private int[] tokenIds = {};

    /** Starts a new row: {@code size} values, beginning at {@code offset}. */
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

    /**
     * The token id of the candidate at {@code index}; ids ascend with the index.
     */
    public int tokenId(int index) {
        return isNarrowed() ? this.tokenIds[index] : index;
    }

    /** The score of the candidate at {@code index}. */
    public float value(int index) {
        return this.values[this.offset + index];
    }

    /**
     * The score of a token.
     * @throws IllegalStateException if candidates have been removed
     */
    public float get(int tokenId) {
        return this.values[position(tokenId)];
    }

    /**
     * Sets the score of a token.
     * @throws IllegalStateException if candidates have been removed
     */
    public void set(int tokenId, float value) {
        this.values[position(tokenId)] = value;
    }

    /**
     * Sets the score of a token to minus infinity.
     * @throws IllegalStateException if candidates have been removed
     */
    public void ban(int tokenId) {
        ban(tokenId, tokenId + 1);
    }

    /**
     * Sets the scores of a range of token ids to minus infinity. Ids beyond the row are
     * ignored.
     * @throws IllegalStateException if candidates have been removed
     */
    public void ban(int fromId, int toId) {
        requireUntouched();
        int end = Math.min(toId, this.size);
        if (fromId < end) {
            Arrays.fill(this.values, this.offset + fromId, this.offset + end, Float.NEGATIVE_INFINITY);
        }
    }

    /**
     * Sets the scores of all tokens outside a set to minus infinity.
     * @throws IllegalStateException if candidates have been removed
     */
    public void banOthers(TokenSet tokenIds) {
        int from = 0;
        while (from < this.size) {
            int next = tokenIds.next(from);
            int allowed = (next >= 0) ? Math.min(this.size, next) : this.size;
            ban(from, allowed);
            from = (allowed < this.size) ? tokenIds.nextAbsent(allowed) : allowed;
        }
    }

    /**
     * Copies the scores of all tokens.
     * @throws IllegalStateException if candidates have been removed
     */
    void copyTo(float[] target) {
        requireUntouched();
        System.arraycopy(this.values, this.offset, target, 0, this.size);
    }

    /** Divides all scores by a positive number. */
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
     * Removes the candidates below {@code threshold}, and those equal to it whose token
     * id is above {@code highestTiedId}.
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

    /**
     * Removes the candidates whose score differs from {@code score} by more than
     * {@code radius}.
     */
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
     * The highest score.
     * @throws io.inkwell.error.ServiceException as {@link #argMax()} does
     */
    public float max() {
        return value(indexOfMax());
    }

    /**
     * The token id with the highest score; the lowest id among equal scores.
     * @throws io.inkwell.error.ServiceException if a score is NaN or the maximum is not
     * finite: the model is broken, and any choice would be arbitrary
     */
    public int argMax() {
        return tokenId(indexOfMax());
    }

    /**
     * The token id with the highest logit of a whole row, as {@link #argMax()}.
     */
    public static int argMax(float[] logits) {
        Logits row = new Logits();
        row.reset(logits, 0, logits.length);
        return row.argMax();
    }

    /**
     * The log-sum-exp of the candidates' scores: a score minus this is a log-probability.
     * @throws io.inkwell.error.ServiceException as {@link #argMax()} does
     */
    double logSumExp() {
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

    /**
     * Turns the scores into log-probabilities by subtracting {@link #logSumExp()}.
     */
    public void normalize() {
        float logSumExp = (float) logSumExp();
        float[] values = this.values;
        int end = this.offset + this.numCandidates;
        for (int i = this.offset; i < end; i++) {
            values[i] -= logSumExp;
        }
    }

    /**
     * The first index in [{@code from}, {@code to}) whose score is above the threshold or
     * NaN; {@code to} if there is none. This loop is the hot spot of decoding. The
     * comparison is negated so that the NaN check is free.
     */
    public int nextAbove(float threshold, int from, int to) {
        float[] row = this.values;
        int end = this.offset + to;
        int i = this.offset + from;
        while (i < end && row[i] <= threshold) {
            i++;
        }
        return i - this.offset;
    }

    /**
     * The first index at or after {@code from} whose token id is at least
     * {@code lowestId}.
     */
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

    // Candidates are only ever removed, so a full row is an unmodified one.
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
            throw new IllegalStateException("tokens cannot be accessed by id after candidates have been removed");
        }
    }

    private int position(int tokenId) {
        requireUntouched();
        return this.offset + Objects.checkIndex(tokenId, this.size);
    }

    /**
     * Returns the value.
     * @throws io.inkwell.error.ServiceException if it is NaN
     */
    public static float requireNumber(float value) {
        if (Float.isNaN(value)) {
            throw NotANumber.failure("NaN", "a logit");
        }
        return value;
    }

    /**
     * Requires the maximum of a row to be finite.
     * @throws io.inkwell.error.ServiceException if it is infinite
     */
    public static void requireFinite(double max) {
        if (Double.isInfinite(max)) {
            throw NotANumber.failure("a maximum of " + max, "the logits");
        }
    }

}
