package io.inkwell.kubernetes;

import java.util.List;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.CrossVersionObjectReference;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;

/**
 * KEDA's ScaledObject, reduced to the fields in use, as no library has its type.
 */
record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

    record Spec(CrossVersionObjectReference scaleTargetRef, int minReplicaCount, int maxReplicaCount,
            int pollingInterval, Advanced advanced, List<Trigger> triggers) {
    }

    record Advanced(AutoscalerConfig horizontalPodAutoscalerConfig) {
    }

    record AutoscalerConfig(HorizontalPodAutoscalerBehavior behavior) {
    }

    record Trigger(String type, String name, String metricType, Prometheus metadata) {
    }

    /** Metadata of the "prometheus" trigger; all values are strings. */
    record Prometheus(String serverAddress, String query, String threshold, String ignoreNullValues) {
    }

}
