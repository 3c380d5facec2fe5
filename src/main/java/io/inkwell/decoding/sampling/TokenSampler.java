package io.inkwell.decoding.sampling;

import java.util.List;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.processor.ForcedTokens;
import io.inkwell.decoding.processor.LogitsProcessor;
import io.inkwell.decoding.processor.LogitsProcessors;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.error.ServiceException;

/**
 * Chooses the next token of one choice: runs the logits processors in their fixed order,
 * then the sampler. Confined to one thread.
 */
public final class TokenSampler {

    private final List<LogitsProcessor> processors;

    private final Sampler sampler;

    private final ForcedTokens forcedTokens;

    /**
     * Creates a token sampler for one choice.
     * @param seed equal seeds produce equal tokens; ignored for greedy decoding
     * @param choice the index of the choice within the request; each has its own noise
     */
    public TokenSampler(SamplingParams params, StopConditions stop, long seed, int choice) {
        this(params, stop, Sampler.of(params, seed, choice));
    }

    /**
     * Creates a token sampler with a given sampler instead of the one for the parameters.
     */
    public TokenSampler(SamplingParams params, StopConditions stop, Sampler sampler) {
        this.processors = LogitsProcessors.forSampling(params, stop);
        this.sampler = sampler;
        this.forcedTokens = ForcedTokens.of(params, stop);
    }

    /**
     * The next tokens, at most {@code max}, as far as {@link #select} has no choice.
     */
    public int[] forced(TokenHistory history, int max) {
        return this.forcedTokens.after(history, max);
    }

    /**
     * Chooses the next token. Consumes the row: scores are changed and moved.
     * @param history the tokens so far; its size is the position of the new token
     * @throws ServiceException an invalid request if bans leave no token; a failure if
     * the row holds NaN or has no finite maximum
     */
    public int select(Logits row, TokenHistory history) {
        for (LogitsProcessor processor : this.processors) {
            processor.process(row, history);
        }
        return this.sampler.sample(row, history.size());
    }

}
