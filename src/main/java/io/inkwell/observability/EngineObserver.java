package io.inkwell.observability;

import java.time.Duration;
import java.time.InstantSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;

import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.engine.request.EndedRequest;
import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.Operation;

/**
 * Records engine events of a model as metrics and spans. All meters are registered at the
 * start.
 */
public final class EngineObserver implements EngineListener {

    private final StepMeters steps;

    private final TokenMeters tokens;

    private final RequestMeters requests;

    private final ReplicaMeters replicas;

    private final RequestSpans spans;

    public EngineObserver(MeterRegistry registry, Tracer tracer, InstantSource clock, ServedModel model) {
        this.steps = new StepMeters(registry, model);
        this.tokens = new TokenMeters(registry, model);
        this.requests = new RequestMeters(registry, model);
        this.replicas = new ReplicaMeters(registry, model);
        this.spans = new RequestSpans(tracer, clock, model);
    }

    @Override
    public void onStep(int numSequences, int numRows, Duration duration) {
        this.steps.record(numSequences, numRows, duration);
    }

    @Override
    public void onPrompt(int numTokens) {
        this.tokens.countPrompt(numTokens);
    }

    @Override
    public void onPrefixLookup(int numTokens, int numFound) {
        this.tokens.countPrefix(numTokens, numFound);
    }

    @Override
    public void onFirstToken(Operation operation, Duration sinceArrival) {
        this.requests.recordFirstToken(operation, sinceArrival);
    }

    @Override
    public void onToken() {
        this.tokens.countGenerated();
    }

    @Override
    public void onDraft(int numDrafted, int numAccepted) {
        this.tokens.countDraft(numDrafted, numAccepted);
    }

    @Override
    public void onFinish(FinishReason reason) {
        this.requests.countFinished(reason);
    }

    @Override
    public void onEnd(EndedRequest ended) {
        this.requests.record(ended);
        this.spans.write(ended);
    }

    @Override
    public void onReplacement(boolean succeeded) {
        this.replicas.count(succeeded);
    }

}
