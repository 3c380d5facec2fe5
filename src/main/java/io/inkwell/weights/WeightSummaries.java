package io.inkwell.weights;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

import io.inkwell.explanation.CancellationToken;
import io.inkwell.registry.LoadedModel;

/**
 * What weights are like at a glance. To know it each is read twice, once for all: they do
 * not change while a model is served. For use by many threads.
 */
@Component
@ConditionalOnBooleanProperty(name = "inkwell.explain.enabled", matchIfMissing = true)
class WeightSummaries {

    private final Map<LoadedModel, Map<String, WeightStatistics>> known = Collections
        .synchronizedMap(new WeakHashMap<>());

    WeightSummary of(LoadedModel model, WeightTensor tensor, CancellationToken cancellation) throws IOException {
        Map<String, WeightStatistics> ofModel = this.known.computeIfAbsent(model, (each) -> new ConcurrentHashMap<>());
        WeightStatistics statistics = ofModel.get(tensor.name());
        if (statistics == null) {
            statistics = WeightStatistics.of(tensor, cancellation);
            ofModel.put(tensor.name(), statistics);
        }
        return WeightSummary.of(tensor, statistics);
    }

}
