package io.inkwell.observability;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.engine.request.EndedRequest;
import io.inkwell.engine.request.GenerationTimings;
import io.inkwell.engine.request.Operation;

/** Outcomes and phase durations of a model's requests. */
final class RequestMeters {

    private final Map<Operation, OperationMeters> operations = new EnumMap<>(Operation.class);

    private final Map<FinishReason, Counter> finished = new EnumMap<>(FinishReason.class);

    private final Timer queue;

    private final Timer prefill;

    private final Timer decode;

    RequestMeters(MeterRegistry registry, ServedModel model) {
        Tags tags = model.tags();
        for (Operation operation : Operation.values()) {
            this.operations.put(operation, new OperationMeters(registry, model.tags(operation)));
        }
        for (FinishReason reason : FinishReason.values()) {
            this.finished.put(reason,
                    registry.counter(MeterNames.FINISHED, tags.and(TagNames.REASON, Labels.of(reason))));
        }
        this.queue = Histograms.times(registry, MeterNames.QUEUE_DURATION, tags, Histograms.FIRST_TOKEN);
        this.prefill = Histograms.times(registry, MeterNames.PREFILL_DURATION, tags, Histograms.FIRST_TOKEN);
        this.decode = Histograms.times(registry, MeterNames.DECODE_DURATION, tags, Histograms.REQUEST);
    }

    void recordFirstToken(Operation operation, Duration sinceArrival) {
        of(operation).recordFirstToken(sinceArrival);
    }

    /** Counts one sequence of a request. */
    void countFinished(FinishReason reason) {
        Objects.requireNonNull(this.finished.get(reason)).increment();
    }

    void record(EndedRequest ended) {
        of(ended.request().operation()).record(ended);
        GenerationTimings timings = ended.timings();
        this.queue.record(timings.queue());
        if (ended.reason().isNatural()) {
            this.prefill.record(timings.prefill());
            this.decode.record(timings.decode());
        }
    }

    private OperationMeters of(Operation operation) {
        return Objects.requireNonNull(this.operations.get(operation));
    }

}
