package io.inkwell.decoding.processor;

import java.util.Set;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;

/** Bans all tokens except those that the request allows. */
final class AllowedTokensProcessor implements LogitsProcessor {

    private final int[] ascendingIds;

    AllowedTokensProcessor(Set<Integer> tokenIds) {
        this.ascendingIds = tokenIds.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    @Override
    public void process(Logits logits, TokenHistory history) {
        int from = 0;
        int end = logits.numCandidates();
        for (int allowed : this.ascendingIds) {
            if (allowed >= end) {
                break;
            }
            logits.ban(from, allowed);
            from = allowed + 1;
        }
        logits.ban(from, end);
    }

}
