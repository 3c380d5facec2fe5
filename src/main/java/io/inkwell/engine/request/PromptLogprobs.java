package io.inkwell.engine.request;

import io.inkwell.decoding.NotANumber;
import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.error.ServiceException;
import io.inkwell.model.step.TokenScore;

/** Checks the scores that a model computes for the tokens of a prompt. */
public final class PromptLogprobs {

    private PromptLogprobs() {
    }

    /**
     * The log-probabilities of a token.
     * @throws ServiceException if that of the token is NaN
     */
    public static TokenLogprobs of(TokenScore score) {
        NotANumber.reject("a log-probability", score.logprob());
        return new TokenLogprobs(score.tokenId(), score.logprob(), score.rank(), score.topTokenIds(),
                score.topLogprobs(), Float.NaN);
    }

}
