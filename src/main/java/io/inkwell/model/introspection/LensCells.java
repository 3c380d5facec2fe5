package io.inkwell.model.introspection;

/**
 * The logit lens: a cell for each token and depth. Depth 0 is the embeddings, depth
 * {@code n} is the output of layer {@code n}, and the last depth is the output of the
 * network.
 */
public final class LensCells {

    private static final int NUM_FIXED = 4;

    private final float[] values;

    private final int numDepths;

    private final int numTop;

    private final int numWatched;

    /**
     * @param values from the {@code logit_lens} method of the program
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

    /** The log-probability of the final prediction. */
    public float predictionLogprob(int token, int depth) {
        return cell(token, depth, 0);
    }

    /** The rank of the final prediction; 1 is the most likely. */
    public int predictionRank(int token, int depth) {
        return (int) cell(token, depth, 1);
    }

    /**
     * The Kullback-Leibler divergence of the final distribution from this one, in nats.
     */
    public float divergence(int token, int depth) {
        return cell(token, depth, 2);
    }

    /** Logit minus this is the log-probability. */
    public float logSumExp(int token, int depth) {
        return cell(token, depth, 3);
    }

    /** The most likely tokens. */
    public int topToken(int token, int depth, int rank) {
        return (int) cell(token, depth, NUM_FIXED + rank);
    }

    public float topLogprob(int token, int depth, int rank) {
        return cell(token, depth, NUM_FIXED + this.numTop + rank);
    }

    /** The log-probability of a watched token. */
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
