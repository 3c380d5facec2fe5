package io.inkwell.observability;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.engine.request.EndedRequest;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.GenerationTimings;
import io.inkwell.engine.request.Operation;

/**
 * Records the phases of a finished request as child spans of the HTTP request: queueing,
 * prefill and decoding. They contain token counts, but never content.
 */
final class RequestSpans {

    private final Tracer tracer;

    private final InstantSource clock;

    private final ServedModel model;

    RequestSpans(Tracer tracer, InstantSource clock, ServedModel model) {
        this.tracer = tracer;
        this.clock = clock;
        this.model = model;
    }

    void write(EndedRequest ended) {
        Span parent = this.tracer.currentSpan();
        if (parent == null || !Boolean.TRUE.equals(parent.context().sampled())) {
            return;
        }
        describe(parent, ended);
        GenerationTimings timings = ended.timings();
        long finished = nanos(this.clock.instant());
        long computed = finished - timings.decode().toNanos();
        long scheduled = computed - timings.prefill().toNanos();
        write(phase("queue", parent, ended), scheduled, timings.queue());
        write(phase("prefill", parent, ended).tag("gen_ai.usage.input_tokens", timings.numPromptTokens())
            .tag("gen_ai.usage.cache_read.input_tokens", timings.numCachedTokens()), computed, timings.prefill());
        write(phase("decode", parent, ended).tag("gen_ai.usage.output_tokens", timings.numGeneratedTokens())
            .tagOfStrings("gen_ai.response.finish_reasons", ended.reasons().stream().map(Labels::of).toList()),
                finished, timings.decode());
    }

    private void describe(Span span, EndedRequest ended) {
        GenerationRequest request = ended.request();
        span.tag(TagNames.OPERATION, request.operation().label());
        span.tag(TagNames.PROVIDER, ServedModel.PROVIDER);
        span.tag(TagNames.REQUEST_MODEL, this.model.name());
        span.tag(TagNames.RESPONSE_MODEL, this.model.name());
        if (!ended.reason().isNatural()) {
            span.tag(TagNames.ERROR_TYPE, Labels.of(ended.reason()));
        }
        if (request.operation() != Operation.EMBEDDINGS) {
            describeChoices(span, request);
        }
    }

    private static void describeChoices(Span span, GenerationRequest request) {
        span.tag("gen_ai.request.max_tokens", request.stop().maxTokens());
        span.tag("gen_ai.request.choice.count", request.numChoices());
        span.tag("gen_ai.request.seed", request.seed());
        SamplingParams sampling = request.sampling();
        span.tag("gen_ai.request.temperature", sampling.temperature());
        span.tag("gen_ai.request.top_p", sampling.topP());
        span.tag("gen_ai.request.top_k", sampling.topK());
        span.tag("gen_ai.request.presence_penalty", sampling.presencePenalty());
        span.tag("gen_ai.request.frequency_penalty", sampling.frequencyPenalty());
    }

    private Span.Builder phase(String name, Span parent, EndedRequest ended) {
        Span.Builder phase = this.tracer.spanBuilder()
            .setParent(parent.context())
            .name(name)
            .tag(TagNames.OPERATION, ended.request().operation().label())
            .tag(TagNames.PROVIDER, ServedModel.PROVIDER)
            .tag(TagNames.REQUEST_MODEL, this.model.name());
        // The span of a disconnected client has ended and accepts no attributes.
        return ended.reason().isNatural() ? phase : phase.tag(TagNames.ERROR_TYPE, Labels.of(ended.reason()));
    }

    /** Writes the span of a phase, unless the request ended before it. */
    private static void write(Span.Builder phase, long endNanos, Duration duration) {
        if (!duration.isZero()) {
            phase.startTimestamp(endNanos - duration.toNanos(), TimeUnit.NANOSECONDS)
                .start()
                .end(endNanos, TimeUnit.NANOSECONDS);
        }
    }

    private static long nanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }

}
