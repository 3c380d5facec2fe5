package io.inkwell.observability;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import io.inkwell.decoding.FinishReason;
import io.inkwell.engine.EngineListener;
import io.inkwell.engine.GenerationTimings;

/**
 * Turns what one model's engines report into meters, all of which are there before
 * anything happens.
 */
public final class EngineMetrics implements EngineListener {

    private final Timer requestDuration;

    private final Timer timeToFirstToken;

    private final Timer timePerOutputToken;

    private final Timer queueDuration;

    private final Timer stepDuration;

    private final Counter promptTokens;

    private final Counter prefixCacheQueries;

    private final Counter prefixCacheHits;

    private final Counter generatedTokens;

    private final Counter draftedTokens;

    private final Counter acceptedTokens;

    private final Map<FinishReason, Counter> finished = new EnumMap<>(FinishReason.class);

    public EngineMetrics(MeterRegistry registry, String model) {
        Tags tags = tags(model);
        this.requestDuration = timer(registry, MeterNames.REQUEST_DURATION, tags, MeterNames.REQUEST_BUCKETS);
        this.timeToFirstToken = timer(registry, MeterNames.TIME_TO_FIRST_TOKEN, tags, MeterNames.FIRST_TOKEN_BUCKETS);
        this.timePerOutputToken = timer(registry, MeterNames.TIME_PER_OUTPUT_TOKEN, tags, MeterNames.PER_TOKEN_BUCKETS);
        this.queueDuration = timer(registry, MeterNames.QUEUE_DURATION, tags, MeterNames.FIRST_TOKEN_BUCKETS);
        this.stepDuration = timer(registry, MeterNames.STEP_DURATION, tags, MeterNames.PER_TOKEN_BUCKETS);
        this.promptTokens = registry.counter(MeterNames.PROMPT_TOKENS, tags);
        this.prefixCacheQueries = registry.counter(MeterNames.PREFIX_CACHE_QUERIES, tags);
        this.prefixCacheHits = registry.counter(MeterNames.PREFIX_CACHE_HITS, tags);
        this.generatedTokens = registry.counter(MeterNames.GENERATED_TOKENS, tags);
        this.draftedTokens = registry.counter(MeterNames.DRAFTED_TOKENS, tags);
        this.acceptedTokens = registry.counter(MeterNames.ACCEPTED_TOKENS, tags);
        Arrays.stream(FinishReason.values())
            .forEach((reason) -> this.finished.put(reason, registry.counter(MeterNames.FINISHED,
                    tags.and(MeterNames.Tags.FINISH_REASON, reason.name().toLowerCase(Locale.ROOT)))));
    }

    static Tags tags(String model) {
        return Tags.of(MeterNames.Tags.OPERATION, "text_completion", MeterNames.Tags.PROVIDER, "inkwell",
                MeterNames.Tags.MODEL, model);
    }

    private static Timer timer(MeterRegistry registry, String name, Tags tags, Duration[] buckets) {
        return Timer.builder(name).tags(tags).serviceLevelObjectives(buckets).register(registry);
    }

    @Override
    public void onStep(Duration duration) {
        this.stepDuration.record(duration);
    }

    @Override
    public void onPrompt(int numTokens) {
        this.promptTokens.increment(numTokens);
    }

    @Override
    public void onPrefixLookup(int numTokens, int numFound) {
        this.prefixCacheQueries.increment(numTokens);
        this.prefixCacheHits.increment(numFound);
    }

    @Override
    public void onFirstToken(Duration sinceArrival) {
        this.timeToFirstToken.record(sinceArrival);
    }

    @Override
    public void onToken() {
        this.generatedTokens.increment();
    }

    @Override
    public void onDraft(int numDrafted, int numAccepted) {
        this.draftedTokens.increment(numDrafted);
        this.acceptedTokens.increment(numAccepted);
    }

    @Override
    public void onFinish(FinishReason reason) {
        Counter counter = this.finished.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void onEnd(GenerationTimings timings) {
        this.requestDuration.record(timings.total());
        this.queueDuration.record(timings.queue());
        if (timings.numGeneratedTokens() > 1) {
            this.timePerOutputToken.record(timings.decode().dividedBy(timings.numGeneratedTokens() - 1));
        }
    }

}
