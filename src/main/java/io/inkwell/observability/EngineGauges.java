package io.inkwell.observability;

import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

import io.inkwell.engine.request.EngineSnapshot;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelRegistry;

/** Gauges of each model's engines, summed over all replicas. */
@Component
class EngineGauges implements MeterBinder {

    private final ModelRegistry models;

    EngineGauges(ModelRegistry models) {
        this.models = models;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (LoadedModel model : this.models.all()) {
            register(registry, MeterNames.RUNNING, model, (m) -> sum(m, EngineSnapshot::numRunning));
            register(registry, MeterNames.WAITING, model, (m) -> sum(m, EngineSnapshot::numWaiting));
            register(registry, MeterNames.WAITING_TOKENS, model, (m) -> sum(m, EngineSnapshot::numWaitingTokens));
            register(registry, MeterNames.KV_USAGE, model,
                    (m) -> sum(m, EngineSnapshot::numReservedCells) / sum(m, EngineSnapshot::numCells));
            gauge(MeterNames.LAST_STEP_AGE, model, (m) -> m.pool().stepAge().toNanos() / 1e9).baseUnit("seconds")
                .register(registry);
        }
    }

    private static void register(MeterRegistry registry, String name, LoadedModel model,
            ToDoubleFunction<LoadedModel> value) {
        gauge(name, model, value).register(registry);
    }

    private static Gauge.Builder<LoadedModel> gauge(String name, LoadedModel model,
            ToDoubleFunction<LoadedModel> value) {
        return Gauge.builder(name, model, value).tags(new ServedModel(model.name(), model.device()).tags());
    }

    private static double sum(LoadedModel model, ToDoubleFunction<EngineSnapshot> value) {
        return model.pool().snapshots().stream().mapToDouble(value).sum();
    }

}
