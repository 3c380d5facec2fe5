package io.inkwell.decoding.processor;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.TokenOccurrences;

/**
 * The repetition penalty of CTRL (Keskar et al. 2019) as in Hugging Face transformers. A
 * value above 1 makes each token of prompt and output less likely, a value below 1 more
 * likely. It applies once per distinct token.
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
