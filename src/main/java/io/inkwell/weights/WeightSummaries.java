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
 * Computes and caches the statistics of weights, which do not change while a model is
 * served. Thread-safe.
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
