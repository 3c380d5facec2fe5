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
        List<String> bans = new ArrayList<>();
        if (!params.logitBias().isEmpty()) {
            chain.add(new LogitBiasProcessor(params.logitBias()));
        }
        if (!params.allowedTokenIds().isEmpty()) {
            chain.add(new AllowedTokensProcessor(params.allowedTokenIds()));
            bans.add("allowed_token_ids");
        }
        if (params.repetitionPenalty() != 1) {
            chain.add(new RepetitionPenaltyProcessor(params.repetitionPenalty()));
        }
        if (params.presencePenalty() != 0 || params.frequencyPenalty() != 0) {
            chain.add(new OccurrencePenaltyProcessor(params.presencePenalty(), params.frequencyPenalty()));
        }
        if (params.noRepeatNgramSize() > 0) {
            chain.add(new NoRepeatNgramProcessor(params.noRepeatNgramSize()));
            bans.add("no_repeat_ngram_size");
        }
        List<List<Integer>> badWords = withoutEos(params.badWords(), stop);
        if (!badWords.isEmpty()) {
            chain.add(new BadWordsProcessor(badWords));
            bans.add("bad_words");
        }
        if (stop.minTokens() > 0 && !stop.endTokenIds().isEmpty()) {
            chain.add(new MinTokensProcessor(stop.minTokens(), stop.endTokenIds()));
            bans.add("min_tokens");
        }
        if (!bans.isEmpty()) {
            chain.add(new BanCheck(bans));
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
        if (params.minP() > 0) {
            chain.add(new MinPProcessor(params.minP()));
        }
        if (params.typicalP() < 1) {
            chain.add(new TypicalPProcessor(params.typicalP()));
        }
        if (params.epsilonCutoff() > 0) {
            chain.add(new EpsilonProcessor(params.epsilonCutoff()));
        }
        if (params.etaCutoff() > 0) {
            chain.add(new EtaProcessor(params.etaCutoff()));
        }
    }

    // As in Hugging Face transformers: the end of the text is no word.
    private static List<List<Integer>> withoutEos(List<List<Integer>> words, StopConditions stop) {
        return words.stream().filter((word) -> word.size() > 1 || !stop.eosTokenIds().contains(word.get(0))).toList();
    }

}
