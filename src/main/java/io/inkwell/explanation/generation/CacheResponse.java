package io.inkwell.explanation.generation;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.model.checkpoint.Gpt2Config;

/**
 * What a cache of keys and values holds of a text, and what it saves while the text is
 * written.
 *
 * @param tokens the prompt, then what was written
 * @param steps the first computes the prompt, each other one token
 */
@JsonPropertyOrder({ "model", "tokens", "num_prompt_tokens", "layout", "steps", "total" })
public record CacheResponse(String model, List<ExplainedToken> tokens, int numPromptTokens, Layout layout,
        List<Step> steps, Work total) {

    /**
     * @param shape the sizes of the axes
     * @param bytesPerToken in all layers
     * @param bytesPerText of the longest
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
     * @param numCached the tokens that the step finds in the cache
     * @param numComputed the tokens that it computes with it; without it would be all
     * @param cacheBytes what the cache holds after it
     */
    @JsonPropertyOrder({ "num_cached", "num_computed", "cache_bytes", "work" })
    record Step(int numCached, int numComputed, long cacheBytes, Work work) {
    }

    /**
     * With the cache, and without it.
     *
     * @param flopsWith floating-point operations
     * @param millisWith as measured just now
     */
    @JsonPropertyOrder({ "flops_with", "flops_without", "millis_with", "millis_without" })
    public record Work(long flopsWith, long flopsWithout, double millisWith, double millisWithout) {

        Work plus(Work other) {
            return new Work(this.flopsWith + other.flopsWith, this.flopsWithout + other.flopsWithout,
                    this.millisWith + other.millisWith, this.millisWithout + other.millisWithout);
        }

    }

}
