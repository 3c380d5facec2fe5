package io.inkwell.explanation.distribution;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.explanation.ExplanationBody;

/**
 * The body of {@code POST /v1/explain/score}.
 *
 * @param top number of most likely tokens to report at each position; default 5
 * @param fromStart whether to score the first token after the BOS token
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
