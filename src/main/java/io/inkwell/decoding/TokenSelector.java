package io.inkwell.decoding;

import java.util.ArrayList;
import java.util.List;

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
    public TokenSelector(SamplingParams params, long seed, int choice) {
        this(params, params.isGreedy() ? Sampler.GREEDY : new GumbelSampler(seed, choice));
    }

    TokenSelector(SamplingParams params, Sampler sampler) {
        this.processors = processors(params);
        this.sampler = sampler;
    }

    /**
     * The next token. Uses the row up: its scores are changed and moved.
     * @param history the tokens so far; their number is the position of the new one
     * @throws IllegalStateException if the row holds NaN or has no finite maximum
     */
    public int select(Logits row, TokenHistory history) {
        for (LogitsProcessor processor : this.processors) {
            processor.process(row, history);
        }
        return this.sampler.sample(row, history.size());
    }

    // Neutral settings add nothing, so a greedy request without penalties is a bare
    // argmax.
    private static List<LogitsProcessor> processors(SamplingParams params) {
        List<LogitsProcessor> chain = new ArrayList<>();
        if (params.repetitionPenalty() != 1) {
            chain.add(new RepetitionPenaltyProcessor(params.repetitionPenalty()));
        }
        if (params.presencePenalty() != 0 || params.frequencyPenalty() != 0) {
            chain.add(new OccurrencePenaltyProcessor(params.presencePenalty(), params.frequencyPenalty()));
        }
        if (params.isGreedy()) {
            return List.copyOf(chain);
        }
        if (params.temperature() != 1) {
            chain.add(new TemperatureProcessor(params.temperature()));
        }
        if (params.topK() > 0) {
            chain.add(new TopKProcessor(params.topK()));
        }
        if (params.topP() < 1) {
            chain.add(new TopPProcessor(params.topP()));
        }
        return List.copyOf(chain);
    }

}
