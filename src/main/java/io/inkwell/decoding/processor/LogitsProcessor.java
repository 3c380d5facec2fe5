package io.inkwell.decoding.processor;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;

/**
 * Modifies the scores of a row, or removes candidates from it, before a token is chosen.
 * An implementation may keep scratch memory, so it is confined to one thread, but no
 * state from one row to the next.
 */
@FunctionalInterface
public interface LogitsProcessor {

    /**
     * Processes a row in place.
     * @param history the tokens before the position of the row
     */
    void process(Logits logits, TokenHistory history);

}
