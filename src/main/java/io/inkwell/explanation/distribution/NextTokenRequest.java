package io.inkwell.explanation.distribution;

import java.util.Arrays;
import java.util.List;

import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.processor.NamedProcessor;

/**
 * A valid request for the distribution after some tokens of a prompt.
 *
 * @param numPrompt number of tokens that are not treated as completion
 * @param positions of tokens, in the order of the response; each prediction is that of
 * the token after one of them
 * @param numTop number of most likely tokens to follow through the stages
 */
record NextTokenRequest(int[] tokens, int numPrompt, int[] positions, int numTop, LogitsEncoding encoding,
        List<NamedProcessor> processors) {

    /** The tokens up to a position, as a sequence in the middle of its generation. */
    TokenHistory historyAt(int position) {
        int numPrompt = Math.min(this.numPrompt, position + 1);
        TokenHistory history = new TokenHistory(Arrays.copyOf(this.tokens, numPrompt));
        Arrays.stream(this.tokens, numPrompt, position + 1).forEach(history::append);
        return history;
    }

}
