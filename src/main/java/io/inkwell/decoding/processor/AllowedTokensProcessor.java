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
        logits.banOthers(this.tokenIds);
    }

}
