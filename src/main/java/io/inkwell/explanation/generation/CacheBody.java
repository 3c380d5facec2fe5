package io.inkwell.explanation.generation;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.error.ServiceException;
import io.inkwell.explanation.ExplanationBody;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.explanation.text.PromptReader;
import io.inkwell.registry.LoadedModel;

/**
 * The body of {@code POST /v1/explain/kv-cache}.
 *
 * @param maxTokens number of tokens to generate greedily; default 8
 * @param numOutputTokens number of trailing prompt tokens to treat as completion, in
 * place of generated ones
 */
public record CacheBody(@Nullable String model, @Nullable JsonNode prompt, @Nullable Integer maxTokens,
        @Nullable Integer numOutputTokens) implements ExplanationBody {

    private static final int DEFAULT_MAX_TOKENS = 8;

    /**
     * @throws ServiceException an invalid request, if a field breaks a rule
     */
    CacheRequest toRequest(LoadedModel model, ExplanationLimits limits) {
        int[] tokens = PromptReader.readOne("prompt", this.prompt, model, limits);
        if (this.numOutputTokens == null) {
            int numNew = (this.maxTokens != null) ? this.maxTokens : DEFAULT_MAX_TOKENS;
            limits.maxNewTokens().require("max_tokens", numNew, 1);
            limits.requireRoom(numNew, tokens.length, model.contextLength());
            return new CacheRequest(tokens, numNew, null);
        }
        ServiceException.require(this.maxTokens == null, "max_tokens", "null with num_output_tokens", this.maxTokens);
        limits.requireOutputTokens(this.numOutputTokens, tokens.length);
        int numPrompt = tokens.length - this.numOutputTokens;
        return new CacheRequest(Arrays.copyOf(tokens, numPrompt), this.numOutputTokens,
                Arrays.copyOfRange(tokens, numPrompt, tokens.length));
    }

}
