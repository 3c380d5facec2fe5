package io.inkwell.kubernetes;

import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.ObjectMeta;

/**
 * The InferencePool of the Gateway API Inference Extension v1, reduced to the fields in
 * use, as no library has its type.
 */
record InferencePool(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

    record Spec(Selector selector, List<Port> targetPorts, EndpointPickerRef endpointPickerRef) {
    }

    record Selector(Map<String, String> matchLabels) {
    }

    record Port(int number) {
    }

    record EndpointPickerRef(String name, Port port, String failureMode) {
    }

}
