package io.inkwell.decoding.sampling;

import java.util.List;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.processor.LogitsProcessor;
import io.inkwell.decoding.processor.LogitsProcessors;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.error.ServiceException;

/**
 * Chooses the next token of one choice of a request: its processors in their fixed order,
 * then its sampler. Confined to one thread.
 */
public final class TokenSelector {

    private final List<LogitsProcessor> processors;

    private final Sampler sampler;

    /**
     * @param seed equal seeds draw equal tokens; without effect when greedy
     * @param choice which of the request's choices this is: each draws on its own
     */
    public TokenSelector(SamplingParams params, StopConditions stop, long seed, int choice) {
        this(params, stop, Sampler.of(params, seed, choice));
    }

    public TokenSelector(SamplingParams params, StopConditions stop, Sampler sampler) {
        this.processors = LogitsProcessors.forSampling(params, stop);
        this.sampler = sampler;
    }

    /**
     * The next token. Uses the row up: its scores are changed and moved.
     * @param history the tokens so far; their number is the position of the new one
     * @throws ServiceException an invalid request, if its bans leave no token; a failure,
     * if the row holds NaN or has no finite maximum
     */
    public int select(Logits row, TokenHistory history) {
        for (LogitsProcessor processor : this.processors) {
            processor.process(row, history);
        }
        return this.sampler.sample(row, history.size());
    }

}
