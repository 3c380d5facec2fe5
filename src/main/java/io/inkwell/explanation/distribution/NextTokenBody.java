package io.inkwell.explanation.distribution;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.explanation.ExplanationBody;
import io.inkwell.web.fields.SamplingFields;
import io.inkwell.web.fields.StopFields;

/**
 * What {@code POST /v1/explain/next-token} takes.
 *
 * @param numOutputTokens how many of the prompt's last tokens count as written already,
 * for what counts the output alone; 0 if it is left out
 * @param top how many of the likeliest tokens to follow through the stages; 20 if it is
 * left out
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
