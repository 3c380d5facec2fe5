package io.inkwell.explanation.distribution;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.explanation.ExplanationBody;

/**
 * What {@code POST /v1/explain/score} takes.
 *
 * @param top how many of the likeliest tokens to tell of beside each; 5 if it is left out
 * @param fromStart whether the first token is scored too, as what a text begins with
 */
public record ScoreBody(@Nullable String model, @Nullable JsonNode prompt, @Nullable Integer top,
        @Nullable Boolean fromStart) implements ExplanationBody {

    static final int DEFAULT_TOP = 5;

    int numTop() {
        return (this.top != null) ? this.top : DEFAULT_TOP;
    }

    boolean isFromStart() {
        return Boolean.TRUE.equals(this.fromStart);
    }

}
