package io.inkwell.decoding.processor;

import java.util.Set;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;

/** Bans the EOS and stop tokens until the output holds {@code minTokens} tokens. */
final class MinTokensProcessor implements LogitsProcessor {

    private final int minTokens;

    private final int[] endTokenIds;

    MinTokensProcessor(int minTokens, Set<Integer> endTokenIds) {
        this.minTokens = minTokens;
        this.endTokenIds = endTokenIds.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public void process(Logits logits, TokenHistory history) {
        if (history.numOutputTokens() < this.minTokens) {
            for (int tokenId : this.endTokenIds) {
                logits.ban(tokenId);
            }
        }
    }

}
