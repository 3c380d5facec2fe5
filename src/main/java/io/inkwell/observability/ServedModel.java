package io.inkwell.observability;

import io.micrometer.core.instrument.Tags;

import io.inkwell.engine.request.Operation;

/**
 * Identifies a model in meters.
 *
 * @param device the device that runs it
 */
public record ServedModel(String name, String device) {

    static final String PROVIDER = "inkwell";

    Tags tags() {
        return Tags.of(TagNames.REQUEST_MODEL, this.name, TagNames.DEVICE, this.device);
    }

    /** The tags, including those of the GenAI conventions. */
    Tags tags(Operation operation) {
        return tags().and(TagNames.OPERATION, operation.label(), TagNames.PROVIDER, PROVIDER, TagNames.RESPONSE_MODEL,
                this.name);
    }

}
