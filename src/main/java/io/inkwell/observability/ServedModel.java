package io.inkwell.observability;

import io.micrometer.core.instrument.Tags;

import io.inkwell.engine.request.Operation;

/**
 * What a model's meters are told apart by.
 *
 * @param device where it computes
 */
public record ServedModel(String name, String device) {

    static final String PROVIDER = "inkwell";

    Tags tags() {
        return Tags.of(TagNames.REQUEST_MODEL, this.name, TagNames.DEVICE, this.device);
    }

    /** Those that the GenAI conventions ask for as well. */
    Tags tags(Operation operation) {
        return tags().and(TagNames.OPERATION, operation.label(), TagNames.PROVIDER, PROVIDER, TagNames.RESPONSE_MODEL,
                this.name);
    }

}
