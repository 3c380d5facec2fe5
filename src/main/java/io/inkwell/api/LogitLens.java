package io.inkwell.api;

import java.util.List;

/** The predictions of the model after each of its layers. */
public final class LogitLens {

    private final List<String> tokens;

    /** For each token and depth. */
    private final List<List<List<Token.Candidate>>> predictions;

    LogitLens(List<String> tokens, List<List<List<Token.Candidate>>> predictions) {
        this.tokens = List.copyOf(tokens);
        this.predictions = List.copyOf(predictions);
    }

    /** The texts of the tokens. */
    public List<String> tokens() {
        return this.tokens;
    }

    /** The number of depths: the embedding and each layer. */
    public int numDepths() {
        return this.predictions.get(0).size();
    }

    /**
     * The most likely next tokens at a depth, in descending order.
     * @param token index of the token that is the last one before the prediction
     * @param depth 0 for the embedding, {@code n} for the output of layer {@code n}
     * @throws IllegalArgumentException if an index is out of range
     */
    public List<Token.Candidate> predictions(int token, int depth) {
        Rules.requireIndex("token", token, 0, this.tokens.size());
        Rules.requireIndex("depth", depth, 0, numDepths());
        return this.predictions.get(token).get(depth);
    }

}
