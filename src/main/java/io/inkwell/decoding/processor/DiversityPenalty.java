package io.inkwell.decoding.processor;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;

/**
 * Penalizes tokens that earlier beam groups chose in the same step (Hamming diversity,
 * Vijayakumar et al. 2018). As in transformers 4, it runs before the repetition penalty,
 * which scales the result.
 */
public final class DiversityPenalty implements LogitsProcessor {

    private final float perChoice;

    // At most one per beam, so a linear scan is enough.
    private final int[] chosen;

    private int numChosen;

    /**
     * Creates a penalty.
     * @param perChoice subtracted from the score of a token for each group that chose it
     * @param maxChoices the maximum number of choices in a step
     */
    public DiversityPenalty(float perChoice, int maxChoices) {
        this.perChoice = perChoice;
        this.chosen = new int[maxChoices];
    }

    /** Starts a new step. */
    public void clear() {
        this.numChosen = 0;
    }

    /** Records a choice of an earlier group. */
    public void choose(int tokenId) {
        this.chosen[this.numChosen++] = tokenId;
    }

    @Override
    public void process(Logits logits, TokenHistory history) {
        for (int i = 0; i < this.numChosen; i++) {
            int tokenId = this.chosen[i];
            logits.set(tokenId, logits.get(tokenId) - this.perChoice);
        }
    }

}
