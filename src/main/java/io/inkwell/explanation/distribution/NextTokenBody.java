package io.inkwell.explanation.distribution;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.explanation.ExplanationBody;
import io.inkwell.web.fields.SamplingFields;
import io.inkwell.web.fields.StopFields;

/**
 * The body of {@code POST /v1/explain/next-token}.
 *
 * @param numOutputTokens number of trailing prompt tokens to treat as completion, for
 * processors that look only at the completion; default 0
 * @param top number of most likely tokens to follow through the stages; default 20
 */
public record NextTokenBody(@Nullable String model, @Nullable JsonNode prompt, @Nullable Integer numOutputTokens,
        @Nullable Integer top, @JsonUnwrapped StopFields stops,
        @JsonUnwrapped SamplingFields sampling) implements ExplanationBody {

    static final int DEFAULT_TOP = 20;

    int numTop() {
        return (this.top != null) ? this.top : DEFAULT_TOP;
    }

    int numOutput() {
        return (this.numOutputTokens != null) ? this.numOutputTokens : 0;
    }

}
