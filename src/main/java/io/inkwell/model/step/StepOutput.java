package io.inkwell.model.step;

import java.util.ArrayList;
import java.util.List;

/**
 * The output of one forward pass. The arrays belong to the model, which overwrites them
 * in the next step. They can be longer than their content.
 */
public final class StepOutput {

    private final float[] logits;

    private final float[] hiddenStates;

    private final float[] scores;

    private final List<RowsOutput> rows = new ArrayList<>();

    /**
     * @param logits {@code [rows with logits, vocabulary]}, log-probabilities where the
     * input requests them
     * @param hiddenStates {@code [rows with hidden states, hidden size]}, after the final
     * norm
     * @param scores {@code [scored rows, 2 + 2 top]}: the target's log-probability and
     * rank, the most likely tokens, and their log-probabilities
     */
    public StepOutput(StepInput input, float[] logits, float[] hiddenStates, float[] scores, int vocabularySize,
            int hiddenSize) {
        this.logits = logits;
        this.hiddenStates = hiddenStates;
        this.scores = scores;
        int scoreSize = 2 + 2 * input.numTop();
        int logitsStart = 0;
        int hiddenStart = 0;
        int scoresStart = 0;
        for (StepRows each : input.rows()) {
            this.rows.add(new RowsOutput(this, each, logitsStart, vocabularySize, hiddenStart, hiddenSize, scoresStart,
                    scoreSize));
            logitsStart += each.numLogits() * vocabularySize;
            hiddenStart += each.numHidden() * hiddenSize;
            scoresStart += each.targets().length * scoreSize;
        }
    }

    /** The output of each {@link StepInput#rows()}, in their order. */
    public List<RowsOutput> rows() {
        return this.rows;
    }

    public float[] logits() {
        return this.logits;
    }

    public float[] hiddenStates() {
        return this.hiddenStates;
    }

    public float[] scores() {
        return this.scores;
    }

}
