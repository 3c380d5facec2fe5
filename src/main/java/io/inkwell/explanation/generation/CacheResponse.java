package io.inkwell.explanation.generation;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.model.checkpoint.Gpt2Config;

/**
 * The contents of the KV cache of a sequence, and the work that it saves during
 * generation.
 *
 * @param tokens the prompt, then the completion
 * @param steps the prefill of the prompt, then the decode of each token
 */
@JsonPropertyOrder({ "model", "tokens", "num_prompt_tokens", "layout", "steps", "total" })
public record CacheResponse(String model, List<ExplainedToken> tokens, int numPromptTokens, Layout layout,
        List<Step> steps, Work total) {

    /**
     * @param shape the sizes of the axes
     * @param bytesPerToken of all layers
     * @param bytesPerText of the longest sequence
     */
    @JsonPropertyOrder({ "axes", "shape", "element_type", "bytes_per_token", "bytes_per_text" })
    record Layout(List<String> axes, List<Integer> shape, String elementType, long bytesPerToken, long bytesPerText) {

        static Layout of(Gpt2Config config) {
            return new Layout(List.of("layer", "key_or_value", "head", "position", "dimension"),
                    List.of(config.numLayers(), 2, config.numHeads(), config.maxPositions(), config.headSize()),
                    "float32", config.kvBytesPerToken(), config.kvBytesPerToken() * config.maxPositions());
        }

    }

    /**
     * @param numCached tokens that the step reads from the cache
     * @param numComputed tokens that the step computes
     * @param cacheBytes size of the cache after the step
     */
    @JsonPropertyOrder({ "num_cached", "num_computed", "cache_bytes", "work" })
    record Step(int numCached, int numComputed, long cacheBytes, Work work) {
    }

    /**
     * The work with and without the cache.
     *
     * @param flopsWith floating-point operations
     * @param millisWith measured wall time
     */
    @JsonPropertyOrder({ "flops_with", "flops_without", "millis_with", "millis_without" })
    public record Work(long flopsWith, long flopsWithout, double millisWith, double millisWithout) {

        Work plus(Work other) {
            return new Work(this.flopsWith + other.flopsWith, this.flopsWithout + other.flopsWithout,
                    this.millisWith + other.millisWith, this.millisWithout + other.millisWithout);
        }

    }

}
