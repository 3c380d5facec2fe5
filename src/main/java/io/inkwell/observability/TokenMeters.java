package io.inkwell.observability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** Token counts of a model: prompt, generated, cached and drafted. */
final class TokenMeters {

    private final Counter prompt;

    private final Counter generated;

    private final Counter prefixQueries;

    private final Counter prefixHits;

    private final Counter drafted;

    private final Counter accepted;

    TokenMeters(MeterRegistry registry, ServedModel model) {
        Tags tags = model.tags();
        this.prompt = registry.counter(MeterNames.PROMPT_TOKENS, tags);
        this.generated = registry.counter(MeterNames.GENERATED_TOKENS, tags);
        this.prefixQueries = registry.counter(MeterNames.PREFIX_CACHE_QUERIES, tags);
        this.prefixHits = registry.counter(MeterNames.PREFIX_CACHE_HITS, tags);
        this.drafted = registry.counter(MeterNames.DRAFTED_TOKENS, tags);
        this.accepted = registry.counter(MeterNames.ACCEPTED_TOKENS, tags);
    }

    void countPrompt(int numTokens) {
        this.prompt.increment(numTokens);
    }

    void countGenerated() {
        this.generated.increment();
    }

    void countPrefix(int numTokens, int numFound) {
        this.prefixQueries.increment(numTokens);
        this.prefixHits.increment(numFound);
    }

    void countDraft(int numDrafted, int numAccepted) {
        this.drafted.increment(numDrafted);
        this.accepted.increment(numAccepted);
    }

}
