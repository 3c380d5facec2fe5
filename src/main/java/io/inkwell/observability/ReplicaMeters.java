package io.inkwell.observability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Failed replicas of a model, by the outcome of their replacement. */
final class ReplicaMeters {

    private final Counter replaced;

    private final Counter lost;

    ReplicaMeters(MeterRegistry registry, ServedModel model) {
        this.replaced = counter(registry, model, "success");
        this.lost = counter(registry, model, "failure");
    }

    private static Counter counter(MeterRegistry registry, ServedModel model, String outcome) {
        return registry.counter(MeterNames.REPLACEMENTS, model.tags().and(TagNames.OUTCOME, outcome));
    }

    void count(boolean succeeded) {
        (succeeded ? this.replaced : this.lost).increment();
    }

}
