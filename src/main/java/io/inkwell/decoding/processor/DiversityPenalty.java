package io.inkwell.decoding.processor;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;

/**
 * What a token costs a group of beams because groups before it chose the same in this
 * step (Hamming diversity, Vijayakumar et al. 2018). As in transformers 4 it comes before
 * the repetition penalty, which scales what is left.
 */
public final class DiversityPenalty implements LogitsProcessor {

    private final float perChoice;

    // As many as there are beams at most: too few for anything but a look at each.
    private final int[] chosen;

    private int numChosen;

    public DiversityPenalty(float perChoice, int maxChoices) {
        this.perChoice = perChoice;
        this.chosen = new int[maxChoices];
    }

    /** Begins a step. */
    public void clear() {
        this.numChosen = 0;
    }

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
