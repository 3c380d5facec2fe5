package io.inkwell.kubernetes;

import java.util.List;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.CrossVersionObjectReference;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;

/**
 * KEDA's, for which no library has a type: the fields that are used here, and no others.
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

    /** What the trigger "prometheus" is told; all of it is text. */
    record Prometheus(String serverAddress, String query, String threshold, String ignoreNullValues) {
    }

}
