package io.inkwell.decoding.search;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.decoding.stop.StopCriteria;

/**
 * A text that a beam search follows.
 *
 * @param branch the step that led to it
 * @param criteria in the state after its last token
 * @param logprob its log-probability, changed by whatever changed its tokens'
 * @param logprobs one for each token of the output; empty if they are not asked for
 */
record Beam(Branch branch, TokenHistory history, StopCriteria criteria, double logprob, List<TokenLogprobs> logprobs) {

    /** The prompt, which no step of the search led to. */
    static Beam ofPrompt(SearchRequest request) {
        StopCriteria criteria = new StopCriteria(request.stop(), request.tokenBytes().get());
        return new Beam(new Branch(0, -1), new TokenHistory(request.promptTokens()), criteria, 0, List.of());
    }

    /**
     * The text with one more token.
     * @param logprob that of the whole
     * @param last the token's own, as the model has it; null if it is not asked for
     */
    Beam extend(Branch branch, StopCriteria criteria, double logprob, @Nullable TokenLogprobs last) {
        TokenHistory history = this.history.copy();
        history.append(branch.tokenId());
        List<TokenLogprobs> logprobs = this.logprobs;
        if (last != null) {
            logprobs = new ArrayList<>(logprobs);
            logprobs.add(last);
        }
        return new Beam(branch, history, criteria, logprob, logprobs);
    }

    Hypothesis finish(LengthPenalty penalty) {
        return new Hypothesis(this.history.outputTokens(), penalty.score(this.logprob, this.history.numOutputTokens()),
                this.logprobs);
    }

}
