package io.inkwell.model.introspection;

/**
 * Logit-lens results: one cell per token of a range and depth. Depth 0 is the embedding,
 * depth {@code n} the output of the first {@code n} layers, and the last depth the
 * model's own prediction.
 */
public final class LensCells {

    private static final int NUM_FIXED = 4;

    private final float[] values;

    private final int numDepths;

    private final int numTop;

    private final int numWatched;

    /**
     * @param values the output of the program's {@code lens} method
     */
    LensCells(float[] values, int numDepths, int numTop, int numWatched) {
        this.values = values;
        this.numDepths = numDepths;
        this.numTop = numTop;
        this.numWatched = numWatched;
    }

    public int numTokens() {
        return this.values.length / (this.numDepths * size());
    }

    int numDepths() {
        return this.numDepths;
    }

    public int numTop() {
        return this.numTop;
    }

    public int numWatched() {
        return this.numWatched;
    }

    /**
     * The log-probability at this depth of the token that the model finally predicts.
     */
    public float answerLogprob(int token, int depth) {
        return cell(token, depth, 0);
    }

    /** The rank of that token at this depth, from 1. */
    public int answerRank(int token, int depth) {
        return (int) cell(token, depth, 1);
    }

    /**
     * The Kullback-Leibler divergence of the final distribution from this one, in nats.
     */
    public float divergence(int token, int depth) {
        return cell(token, depth, 2);
    }

    /** The log-sum-exp of the logits: a logit minus this is a log-probability. */
    public float logSumExp(int token, int depth) {
        return cell(token, depth, 3);
    }

    /** The token with this rank, counted from 0. */
    public int topToken(int token, int depth, int rank) {
        return (int) cell(token, depth, NUM_FIXED + rank);
    }

    /** The log-probability of {@link #topToken}. */
    public float topLogprob(int token, int depth, int rank) {
        return cell(token, depth, NUM_FIXED + this.numTop + rank);
    }

    /** The log-probability of a watched token. */
    public float watchedLogprob(int token, int depth, int watched) {
        return cell(token, depth, NUM_FIXED + 2 * this.numTop + watched);
    }

    /** The rank of a watched token, from 1. */
    public int watchedRank(int token, int depth, int watched) {
        return (int) cell(token, depth, NUM_FIXED + 2 * this.numTop + this.numWatched + watched);
    }

    private float cell(int token, int depth, int index) {
        return this.values[(token * this.numDepths + depth) * size() + index];
    }

    private int size() {
        return NUM_FIXED + 2 * this.numTop + 2 * this.numWatched;
    }

}
