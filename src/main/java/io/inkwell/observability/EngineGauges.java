package io.inkwell.observability;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

import io.inkwell.engine.request.EngineSnapshot;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelListener;
import io.inkwell.registry.ModelRegistry;

/**
 * Gauges of each model's engines, summed over all replicas. A model has them while it is
 * in memory.
 */
@Component
class EngineGauges implements MeterBinder {

    private final ModelRegistry models;

    EngineGauges(ModelRegistry models) {
        this.models = models;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Bound bound = new Bound(registry);
        this.models.addListener(bound);
        this.models.loaded().forEach(bound::onLoad);
    }

    /** The gauges in one meter registry. */
    private static final class Bound implements ModelListener {

        private final MeterRegistry registry;

        private final Map<LoadedModel, List<Meter>> gauges = new ConcurrentHashMap<>();

        private Bound(MeterRegistry registry) {
            this.registry = registry;
        }

        @Override
        public void onLoad(LoadedModel model) {
            this.gauges.computeIfAbsent(model, this::register);
        }

        @Override
        public void onUnload(LoadedModel model) {
            Objects.requireNonNullElse(this.gauges.remove(model), List.<Meter>of()).forEach(this.registry::remove);
        }

        private List<Meter> register(LoadedModel model) {
            Tags tags = new ServedModel(model.name(), model.device()).tags();
            return Stream.of(Gauge.builder(MeterNames.RUNNING, model, (m) -> sum(m, EngineSnapshot::numRunning)),
                    Gauge.builder(MeterNames.WAITING, model, (m) -> sum(m, EngineSnapshot::numWaiting)),
                    Gauge.builder(MeterNames.WAITING_TOKENS, model, (m) -> sum(m, EngineSnapshot::numWaitingTokens)),
                    Gauge.builder(MeterNames.KV_USAGE, model,
                            (m) -> sum(m, EngineSnapshot::numReservedCells) / sum(m, EngineSnapshot::numCells)),
                    Gauge.builder(MeterNames.LAST_STEP_AGE, model, (m) -> m.pool().stepAge().toNanos() / 1e9)
                        .baseUnit("seconds"))
                .<Meter>map((gauge) -> gauge.tags(tags).register(this.registry))
                .toList();
        }

        private static double sum(LoadedModel model, ToDoubleFunction<EngineSnapshot> value) {
            return model.pool().snapshots().stream().mapToDouble(value).sum();
        }

    }

}
