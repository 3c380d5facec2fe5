package io.inkwell.decoding.processor;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.stop.Stops;

import static org.assertj.core.api.Assertions.assertThat;

class LogitsProcessorsTests {

    private static final SamplingParams EVERYTHING = SamplingParams.builder()
        .temperature(0.5f)
        .topK(9)
        .topP(0.9f)
        .minP(0.1f)
        .typicalP(0.9f)
        .epsilonCutoff(0.1f)
        .etaCutoff(0.1f)
        .repetitionPenalty(2)
        .presencePenalty(1)
        .noRepeatNgramSize(2)
        .logitBias(Map.of(1, 1f))
        .allowedTokenIds(Set.of(1, 2))
        .badWords(List.of(List.of(1)))
        .build();

    private static final List<Class<?>> BIASES_AND_BANS = List.of(LogitBiasProcessor.class,
            AllowedTokensProcessor.class, RepetitionPenaltyProcessor.class, OccurrencePenaltyProcessor.class,
            NoRepeatNgramProcessor.class, BadWordsProcessor.class, MinTokensProcessor.class, BanCheck.class);

    private static final List<Class<?>> WARPERS = List.of(TemperatureProcessor.class, TopKProcessor.class,
            TopPProcessor.class, MinPProcessor.class, TypicalPProcessor.class, EpsilonProcessor.class,
            EtaProcessor.class);

    @Test
    void haveFixedOrder() {
        List<LogitsProcessor> all = LogitsProcessors.forSampling(EVERYTHING, Stops.at(7, 3));
        assertThat(classes(all)).isEqualTo(Stream.concat(BIASES_AND_BANS.stream(), WARPERS.stream()).toList());
    }

    @Test
    void greedyHasNoWarpers() {
        assertThat(classes(LogitsProcessors.forSearch(EVERYTHING, Stops.at(7, 3)))).isEqualTo(BIASES_AND_BANS);
        SamplingParams greedy = SamplingParams.builder().temperature(0).topK(1).minP(0.5f).typicalP(0.1f).build();
        assertThat(LogitsProcessors.forSampling(greedy, Stops.NONE)).isEmpty();
    }

    @Test
    void neutralSettingsAddNoProcessor() {
        assertThat(LogitsProcessors.forSampling(SamplingParams.DEFAULT, Stops.NONE)).isEmpty();
        assertThat(LogitsProcessors.forSampling(SamplingParams.DEFAULT, Stops.at(7, 0))).isEmpty();
        assertThat(LogitsProcessors.forSearch(SamplingParams.DEFAULT, Stops.atLeast(3))).isEmpty();
    }

    @Test
    void eosMayBeABadWord() {
        SamplingParams params = SamplingParams.builder().badWords(List.of(List.of(7))).build();

        assertThat(classes(LogitsProcessors.forSearch(params, Stops.at(7, 0)))).containsExactly(BadWordsProcessor.class,
                BanCheck.class);
    }

    @Test
    void checksBansByLogitBias() {
        SamplingParams bans = SamplingParams.builder().logitBias(Map.of(7, Float.NEGATIVE_INFINITY)).build();
        SamplingParams biases = SamplingParams.builder().logitBias(Map.of(7, -100f)).build();

        assertThat(classes(LogitsProcessors.forSearch(bans, Stops.NONE))).containsExactly(LogitBiasProcessor.class,
                BanCheck.class);
        assertThat(classes(LogitsProcessors.forSearch(biases, Stops.NONE))).containsExactly(LogitBiasProcessor.class);
    }

    private static List<Class<?>> classes(List<LogitsProcessor> processors) {
        return processors.stream().<Class<?>>map(Object::getClass).toList();
    }

}
