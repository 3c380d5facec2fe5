package io.inkwell.decoding.processor;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.TokenOccurrences;

/**
 * OpenAI's two penalties. They look at the output alone: {@code presence} is taken once
 * from every token that it holds, {@code frequency} once for each time that it holds it.
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
