package io.inkwell.explanation.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.explanation.Explanation;
import io.inkwell.explanation.ExplanationEndpoints;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.explanation.ExplanationService;
import io.inkwell.registry.LoadedModel;

/**
 * Serves {@code POST /v1/explain/generate-trace}: a completion with the distribution and
 * attention of each token, as one JSON object or as events.
 */
@ExplanationEndpoints
class TraceController {

    private final ExplanationService explanations;

    private final ExplanationLimits limits;

    private final LongSupplier seeds;

    private final LongSupplier nanoClock;

    TraceController(ExplanationService explanations, ExplanationLimits limits, LongSupplier seeds,
            LongSupplier nanoClock) {
        this.explanations = explanations;
        this.limits = limits;
        this.seeds = seeds;
        this.nanoClock = nanoClock;
    }

    @PostMapping(path = "/v1/explain/generate-trace", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> trace(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.explanations.serve(bytes, TraceBody.class, exchange, this::trace);
    }

    private Explanation trace(TraceBody body, LoadedModel model) {
        StepTimer timer = new StepTimer(this.nanoClock);
        TraceRequest request = body.toRequest(model, this.limits, this.seeds);
        if (body.isStream()) {
            return Explanation.stream(request.prompt().length, (gpt2, cancellation,
                    steps) -> new TraceRun(request, model, gpt2, cancellation, timer).generate(steps::accept));
        }
        return Explanation.of(request.prompt().length, (gpt2, cancellation) -> {
            List<TraceStep> steps = new ArrayList<>();
            return new TraceRun(request, model, gpt2, cancellation, timer).generate(steps::add).with(steps);
        });
    }

}
