package io.inkwell.decoding.search;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.decoding.stop.StopCriteria;

/**
 * A partial hypothesis of a beam search.
 *
 * @param branch the step that produced it
 * @param criteria the stop criteria after its last token
 * @param logprob its total log-probability, penalties included
 * @param logprobs one per output token; empty if not requested
 */
record Beam(Branch branch, TokenHistory history, StopCriteria criteria, double logprob, List<TokenLogprobs> logprobs) {

    /** The initial beam: the prompt without output. */
    static Beam ofPrompt(SearchRequest request) {
        StopCriteria criteria = new StopCriteria(request.stop(), request.tokenBytes().get());
        return new Beam(new Branch(0, -1), new TokenHistory(request.promptTokens()), criteria, 0, List.of());
    }

    /**
     * Returns this beam extended by one token.
     * @param logprob the total log-probability of the result
     * @param last the log-probabilities at the new token before any processor; null if
     * not requested
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
