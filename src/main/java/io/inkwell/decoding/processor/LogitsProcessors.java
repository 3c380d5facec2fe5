package io.inkwell.decoding.processor;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.TokenConstraint;
import io.inkwell.decoding.stop.StopConditions;

/**
 * Builds the logits processors of a request in their fixed order. Neutral settings add
 * none, so greedy decoding without penalties is a plain argmax.
 */
public final class LogitsProcessors {

    private LogitsProcessors() {
    }

    /**
     * The form of the output, biases, penalties and bans: the processors that also apply
     * to searches.
     */
    public static List<LogitsProcessor> forSearch(SamplingParams params, StopConditions stop) {
        return forSearch(params, stop, null);
    }

    /** The same, with a diversity penalty before the repetition penalty. */
    public static List<LogitsProcessor> forSearch(SamplingParams params, StopConditions stop,
            @Nullable DiversityPenalty diversity) {
        return namedForSearch(params, stop, diversity).stream().map(NamedProcessor::processor).toList();
    }

    /**
     * The same, followed by the warpers (temperature, top-k, top-p and so on) unless
     * decoding is greedy.
     */
    public static List<LogitsProcessor> forSampling(SamplingParams params, StopConditions stop) {
        return namedForSampling(params, stop).stream().map(NamedProcessor::processor).toList();
    }

    private static List<NamedProcessor> namedForSearch(SamplingParams params, StopConditions stop,
            @Nullable DiversityPenalty diversity) {
        List<NamedProcessor> chain = new ArrayList<>();
        List<String> bans = new ArrayList<>();
        TokenConstraint constraint = stop.constraint();
        if (constraint != null) {
            chain.add(new NamedProcessor(constraint.field(),
                    new ConstraintProcessor(constraint, stop.endTokenIds(), ForcedTokens.of(params, stop))));
            bans.add(constraint.field());
        }
        bans.addAll(params.banningFields());
        if (!params.logitBias().isEmpty()) {
            chain.add(new NamedProcessor("logit_bias", new LogitBiasProcessor(params.logitBias())));
        }
        if (!params.allowedTokenIds().isEmpty()) {
            chain.add(new NamedProcessor("allowed_token_ids", new AllowedTokensProcessor(params.allowedTokenIds())));
        }
        if (diversity != null) {
            chain.add(new NamedProcessor("diversity_penalty", diversity));
        }
        if (params.repetitionPenalty() != 1) {
            chain.add(new NamedProcessor("repetition_penalty",
                    new RepetitionPenaltyProcessor(params.repetitionPenalty())));
        }
        if (params.presencePenalty() != 0 || params.frequencyPenalty() != 0) {
            chain.add(new NamedProcessor("presence_penalty, frequency_penalty",
                    new OccurrencePenaltyProcessor(params.presencePenalty(), params.frequencyPenalty())));
        }
        if (params.noRepeatNgramSize() > 0) {
            chain.add(
                    new NamedProcessor("no_repeat_ngram_size", new NoRepeatNgramProcessor(params.noRepeatNgramSize())));
        }
        if (!params.badWords().isEmpty()) {
            chain.add(new NamedProcessor("bad_words", new BadWordsProcessor(params.badWords())));
        }
        if (stop.minTokens() > 0 && !stop.endTokenIds().isEmpty()) {
            chain.add(new NamedProcessor("min_tokens", new MinTokensProcessor(stop.minTokens(), stop.endTokenIds())));
            bans.add("min_tokens");
        }
        if (!bans.isEmpty()) {
            chain.add(new NamedProcessor("", new BanCheck(bans)));
        }
        return List.copyOf(chain);
    }

    static List<NamedProcessor> namedForSampling(SamplingParams params, StopConditions stop) {
        List<NamedProcessor> chain = new ArrayList<>(namedForSearch(params, stop, null));
        if (!params.isGreedy()) {
            addWarpers(chain, params);
        }
        return List.copyOf(chain);
    }

    private static void addWarpers(List<NamedProcessor> chain, SamplingParams params) {
        if (params.temperature() != 1) {
            chain.add(new NamedProcessor("temperature", new TemperatureProcessor(params.temperature())));
        }
        if (params.topK() > 0) {
            chain.add(new NamedProcessor("top_k", new TopKProcessor(params.topK())));
        }
        if (params.topP() < 1) {
            chain.add(new NamedProcessor("top_p", new TopPProcessor(params.topP())));
        }
        if (params.minP() > 0) {
            chain.add(new NamedProcessor("min_p", new MinPProcessor(params.minP())));
        }
        if (params.typicalP() < 1) {
            chain.add(new NamedProcessor("typical_p", new TypicalPProcessor(params.typicalP())));
        }
        if (params.epsilonCutoff() > 0) {
            chain.add(new NamedProcessor("epsilon_cutoff", new EpsilonProcessor(params.epsilonCutoff())));
        }
        if (params.etaCutoff() > 0) {
            chain.add(new NamedProcessor("eta_cutoff", new EtaProcessor(params.etaCutoff())));
        }
    }

}
