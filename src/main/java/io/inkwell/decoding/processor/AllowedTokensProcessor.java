package io.inkwell.decoding.processor;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.TokenSet;

/** Bans all tokens except those that the request allows. */
final class AllowedTokensProcessor implements LogitsProcessor {

    private final TokenSet tokenIds;

    AllowedTokensProcessor(TokenSet tokenIds) {
        this.tokenIds = tokenIds;
    }

    @Override
    public void process(Logits logits, TokenHistory history) {
        int end = logits.numCandidates();
        for (int from = 0; from < end; from++) {
            int next = this.tokenIds.next(from);
            int allowed = (next >= 0) ? Math.min(end, next) : end;
            logits.ban(from, allowed);
            from = allowed;
        }
    }

}
