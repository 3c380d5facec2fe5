package io.inkwell.model.step;

import java.util.Arrays;

/**
 * The output of a step for one {@link StepRows}: a view on the arrays of the step, valid
 * until the next step.
 */
public final class RowsOutput {

    private final StepOutput output;

    private final StepRows rows;

    private final int logitsStart;

    private final int vocabularySize;

    private final int hiddenStart;

    private final int hiddenSize;

    private final int scoresStart;

    private final int scoreSize;

    RowsOutput(StepOutput output, StepRows rows, int logitsStart, int vocabularySize, int hiddenStart, int hiddenSize,
            int scoresStart, int scoreSize) {
        this.output = output;
        this.rows = rows;
        this.logitsStart = logitsStart;
        this.vocabularySize = vocabularySize;
        this.hiddenStart = hiddenStart;
        this.hiddenSize = hiddenSize;
        this.scoresStart = scoresStart;
        this.scoreSize = scoreSize;
    }

    public boolean hasLogits() {
        return this.rows.numLogits() > 0;
    }

    public int numHidden() {
        return this.rows.numHidden();
    }

    public int numScores() {
        return this.rows.targets().length;
    }

    /** The array that {@link #logitsOffset} points into. */
    public float[] logits() {
        return this.output.logits();
    }

    /**
     * Where the logits of a row begin.
     * @param row counted among the rows with logits
     */
    public int logitsOffset(int row) {
        return this.logitsStart + row * this.vocabularySize;
    }

    public int vocabularySize() {
        return this.vocabularySize;
    }

    /** A copy of the logits of a row, counted among the rows with logits. */
    public float[] copyLogits(int row) {
        return Arrays.copyOfRange(logits(), logitsOffset(row), logitsOffset(row) + this.vocabularySize);
    }

    /** The array that {@link #hiddenOffset} points into. */
    public float[] hiddenStates() {
        return this.output.hiddenStates();
    }

    /** Where the hidden state of a row begins. */
    public int hiddenOffset(int row) {
        return this.hiddenStart + row * this.hiddenSize;
    }

    public int hiddenSize() {
        return this.hiddenSize;
    }

    /** The score of a row's target. */
    public TokenScore score(int row) {
        float[] scores = this.output.scores();
        int offset = this.scoresStart + row * this.scoreSize;
        int firstTop = offset + 2;
        int firstTopLogprob = firstTop + (this.scoreSize - 2) / 2;
        int[] topTokenIds = new int[this.rows.numTop()];
        for (int i = 0; i < topTokenIds.length; i++) {
            topTokenIds[i] = (int) scores[firstTop + i];
        }
        return new TokenScore(this.rows.targets()[row], scores[offset], (int) scores[offset + 1], topTokenIds,
                Arrays.copyOfRange(scores, firstTopLogprob, firstTopLogprob + topTokenIds.length));
    }

}
