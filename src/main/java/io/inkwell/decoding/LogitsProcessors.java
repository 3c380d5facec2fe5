package io.inkwell.decoding;

import java.util.ArrayList;
import java.util.List;

/**
 * The processors of a request in their fixed order. Neutral settings add none, so a
 * greedy request without penalties is a bare argmax.
 */
final class LogitsProcessors {

    private LogitsProcessors() {
    }

    /** Biases, penalties and bans: all that also counts where nothing is drawn. */
    static List<LogitsProcessor> forSearch(SamplingParams params, StopConditions stop) {
        List<LogitsProcessor> chain = new ArrayList<>();
        if (params.repetitionPenalty() != 1) {
            chain.add(new RepetitionPenaltyProcessor(params.repetitionPenalty()));
        }
        if (params.presencePenalty() != 0 || params.frequencyPenalty() != 0) {
            chain.add(new OccurrencePenaltyProcessor(params.presencePenalty(), params.frequencyPenalty()));
        }
        return List.copyOf(chain);
    }

    /** The same and, unless greedy, what shapes the distribution to draw from. */
    static List<LogitsProcessor> forSampling(SamplingParams params, StopConditions stop) {
        List<LogitsProcessor> chain = new ArrayList<>(forSearch(params, stop));
        if (!params.isGreedy()) {
            addWarpers(chain, params);
        }
        return List.copyOf(chain);
    }

    private static void addWarpers(List<LogitsProcessor> chain, SamplingParams params) {
        if (params.temperature() != 1) {
            chain.add(new TemperatureProcessor(params.temperature()));
        }
        if (params.topK() > 0) {
            chain.add(new TopKProcessor(params.topK()));
        }
        if (params.topP() < 1) {
            chain.add(new TopPProcessor(params.topP()));
        }
    }

}
