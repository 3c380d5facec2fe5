package io.inkwell.explanation.generation;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.explanation.ExplanationBody;

/**
 * The body of {@code POST /v1/explain/kv-cache}.
 *
 * @param maxTokens number of tokens to generate greedily; default 8
 */
public record CacheBody(@Nullable String model, @Nullable JsonNode prompt,
        @Nullable Integer maxTokens) implements ExplanationBody {

    static final int DEFAULT_MAX_TOKENS = 8;

    int limit() {
        return (this.maxTokens != null) ? this.maxTokens : DEFAULT_MAX_TOKENS;
    }

}
