package io.inkwell.decoding.search;

import io.inkwell.decoding.Logits;

/**
 * The best candidates of a step over all rows, in descending order of score. Ties are
 * broken by row, then by token id. Impossible tokens are left out.
 * <p>
 * The threshold rises with each score that passes it, so only a few dozen of 50,257
 * tokens are examined twice.
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
     * Adds the tokens of a row that are good enough.
     * @param row greater than the rows added before
     * @param base added to all scores of the row
     */
    void add(int row, double base, Logits logits) {
        int end = logits.numCandidates();
        int i = logits.nextAbove(threshold(base), 0, end);
        while (i < end) {
            insert(base + Logits.requireNumber(logits.value(i)), row, logits.tokenId(i));
            i = logits.nextAbove(threshold(base), i + 1, end);
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

    /**
     * A threshold: no score up to it, plus the base, can beat the worst of a full list.
     */
    private float threshold(double base) {
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
