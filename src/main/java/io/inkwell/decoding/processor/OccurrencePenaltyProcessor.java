package io.inkwell.decoding.processor;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.TokenOccurrences;

/**
 * OpenAI's presence and frequency penalties. Both count only output tokens:
 * {@code presence} is subtracted once from each token that occurs, {@code frequency} once
 * per occurrence.
 */
record OccurrencePenaltyProcessor(float presence, float frequency) implements LogitsProcessor {

    @Override
    public void process(Logits logits, TokenHistory history) {
        TokenOccurrences occurrences = history.occurrences();
        for (int i = 0; i < occurrences.size(); i++) {
            int count = occurrences.outputCount(i);
            if (count > 0) {
                int tokenId = occurrences.tokenId(i);
                logits.set(tokenId, logits.get(tokenId) - (this.presence + this.frequency * count));
            }
        }
    }

}
