package io.inkwell.decoding.processor;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;

/**
 * Changes the scores of a row, or removes candidates from it, before a token is chosen.
 * May keep working memory, so an instance is confined to one thread, but nothing that
 * lasts from one row to the next.
 */
@FunctionalInterface
public interface LogitsProcessor {

    /**
     * @param history the tokens before the one to choose
     */
    void process(Logits logits, TokenHistory history);

}
