package io.inkwell.decoding.processor;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.TokenOccurrences;

/**
 * Makes every token of the prompt and the output less likely (penalty above 1) or
 * likelier (below 1), once per token however often it occurs (CTRL, Keskar et al. 2019;
 * the form of Hugging Face transformers).
 */
record RepetitionPenaltyProcessor(float penalty) implements LogitsProcessor {

    @Override
    public void process(Logits logits, TokenHistory history) {
        TokenOccurrences occurrences = history.occurrences();
        for (int i = 0; i < occurrences.size(); i++) {
            int tokenId = occurrences.tokenId(i);
            float value = logits.get(tokenId);
            logits.set(tokenId, (value < 0) ? value * this.penalty : value / this.penalty);
        }
    }

}
