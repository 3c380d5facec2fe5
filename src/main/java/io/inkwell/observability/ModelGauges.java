package io.inkwell.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

import io.inkwell.registry.ModelRegistry;
import io.inkwell.registry.ModelState;

/** The number of models in each state. */
@Component
class ModelGauges implements MeterBinder {

    private final ModelRegistry models;

    ModelGauges(ModelRegistry models) {
        this.models = models;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (ModelState state : ModelState.values()) {
            Gauge.builder(MeterNames.MODELS, this, (gauges) -> gauges.count(state))
                .tag(TagNames.STATE, state.label())
                .register(registry);
        }
    }

    private double count(ModelState state) {
        return this.models.statuses().stream().filter((status) -> status.state() == state).count();
    }

}
