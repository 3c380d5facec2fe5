package io.inkwell.decoding.processor;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;

/**
 * Bans each token that would complete an n-gram of {@code size} tokens that is already in
 * the prompt or output (Paulus et al. 2018).
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
