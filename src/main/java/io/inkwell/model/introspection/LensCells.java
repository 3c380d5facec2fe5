package io.inkwell.model.introspection;

/**
 * What a network would answer if it ended early: a cell for each of some tokens, in
 * order, and for each depth. Depth 0 is the embeddings, depth {@code n} what comes out of
 * the first {@code n} layers, and the last the network's own answer.
 */
public final class LensCells {

    private static final int NUM_FIXED = 4;

    private final float[] values;

    private final int numDepths;

    private final int numTop;

    private final int numWatched;

    /**
     * @param values as the program's {@code lens} gives them
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

    public int numDepths() {
        return this.numDepths;
    }

    public int numTop() {
        return this.numTop;
    }

    public int numWatched() {
        return this.numWatched;
    }

    /** The log-probability of the token that is the likeliest in the end. */
    public float answerLogprob(int token, int depth) {
        return cell(token, depth, 0);
    }

    /** One more than there are tokens likelier than that. */
    public int answerRank(int token, int depth) {
        return (int) cell(token, depth, 1);
    }

    /**
     * The Kullback-Leibler divergence of the final distribution from this one, in nats.
     */
    public float divergence(int token, int depth) {
        return cell(token, depth, 2);
    }

    /** What a log-probability is less than its logit. */
    public float logSumExp(int token, int depth) {
        return cell(token, depth, 3);
    }

    /** The likeliest tokens, counted from 0. */
    public int topToken(int token, int depth, int rank) {
        return (int) cell(token, depth, NUM_FIXED + rank);
    }

    public float topLogprob(int token, int depth, int rank) {
        return cell(token, depth, NUM_FIXED + this.numTop + rank);
    }

    /** Of one of the tokens that were to be watched. */
    public float watchedLogprob(int token, int depth, int watched) {
        return cell(token, depth, NUM_FIXED + 2 * this.numTop + watched);
    }

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
