package io.inkwell.decoding.processor;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;

/**
 * Bans every token that would complete a run of {@code size} tokens that the prompt and
 * the output hold already (Paulus et al. 2018).
 */
record NoRepeatNgramProcessor(int size) implements LogitsProcessor {

    @Override
    public void process(Logits logits, TokenHistory history) {
        int length = this.size - 1;
        int tail = history.size() - length;
        for (int start = 0; start < tail; start++) {
            if (history.matches(start, tail, length)) {
                logits.ban(history.get(start + length));
            }
        }
    }

}
