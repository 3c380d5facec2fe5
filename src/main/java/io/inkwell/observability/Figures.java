package io.inkwell.observability;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.micrometer.core.instrument.MeterRegistry;

import io.inkwell.registry.ModelRegistry;
import io.inkwell.registry.ModelState;

/**
 * The response of {@code GET /metrics.json}: the metrics that a page shows.
 *
 * @param time when the figures were read, in seconds since 1970
 * @param models the models in memory
 * @param states number of models in each state
 */
@JsonPropertyOrder({ "time", "models", "states", "process" })
record Figures(double time, List<ModelFigures> models, Map<String, Long> states, ProcessFigures process) {

    private static final double MILLIS_PER_SECOND = 1e3;

    static Figures read(MeterRegistry registry, ModelRegistry models, InstantSource clock) {
        Map<String, Long> states = new LinkedHashMap<>();
        for (ModelState state : ModelState.values()) {
            states.put(state.label(), 0L);
        }
        models.statuses().forEach((status) -> states.merge(status.state().label(), 1L, Long::sum));
        return new Figures(clock.millis() / MILLIS_PER_SECOND,
                models.loaded()
                    .stream()
                    .map((model) -> ModelFigures.of(registry, new ServedModel(model.name(), model.device())))
                    .toList(),
                states, ProcessFigures.of(registry));
    }

}
