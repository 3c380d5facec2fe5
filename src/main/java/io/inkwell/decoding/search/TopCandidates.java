package io.inkwell.decoding.search;

import io.inkwell.decoding.Logits;

/**
 * The best continuations of a step, over all its rows, the best first; of equal ones the
 * first row's, and of those the lowest token's. Ones that are impossible are not among
 * them.
 * <p>
 * The bar that a score has to pass rises with every one that does, so that of 50,257
 * tokens some tens are looked at twice.
 */
final class TopCandidates {

    private final double[] scores;

    private final int[] rows;

    private final int[] tokenIds;

    private int size;

    TopCandidates(int capacity) {
        this.scores = new double[capacity];
        this.rows = new int[capacity];
        this.tokenIds = new int[capacity];
    }

    void clear() {
        this.size = 0;
    }

    /**
     * Adds a row's tokens that are good enough.
     * @param row above those added before
     * @param base what all the row's scores are to be raised by
     */
    void add(int row, double base, Logits logits) {
        int end = logits.numCandidates();
        int i = logits.nextAbove(bar(base), 0, end);
        while (i < end) {
            insert(base + Logits.requireNumber(logits.value(i)), row, logits.tokenId(i));
            i = logits.nextAbove(bar(base), i + 1, end);
        }
    }

    int size() {
        return this.size;
    }

    double score(int rank) {
        return this.scores[rank];
    }

    int row(int rank) {
        return this.rows[rank];
    }

    int tokenId(int rank) {
        return this.tokenIds[rank];
    }

    /** No value up to this one can, with the base, beat the worst of a full list. */
    private float bar(double base) {
        boolean isFull = this.size == this.scores.length;
        return isFull ? Math.nextDown((float) (this.scores[this.size - 1] - base)) : Float.NEGATIVE_INFINITY;
    }

    private void insert(double score, int row, int tokenId) {
        int rank = this.size;
        while (rank > 0 && this.scores[rank - 1] < score) {
            rank--;
        }
        if (rank == this.scores.length) {
            return;
        }
        this.size = Math.min(this.size + 1, this.scores.length);
        int numMoved = this.size - 1 - rank;
        System.arraycopy(this.scores, rank, this.scores, rank + 1, numMoved);
        System.arraycopy(this.rows, rank, this.rows, rank + 1, numMoved);
        System.arraycopy(this.tokenIds, rank, this.tokenIds, rank + 1, numMoved);
        this.scores[rank] = score;
        this.rows[rank] = row;
        this.tokenIds[rank] = tokenId;
    }

}
