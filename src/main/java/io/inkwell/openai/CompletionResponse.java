package io.inkwell.openai;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * The response of {@code POST /v1/completions}: whole, or one event of a stream.
 * {@link ResponseMetadata} supplies {@code id}, {@code created}, {@code model} and
 * {@code systemFingerprint}.
 *
 * @param usage omitted if null, and null if empty: in a stream that ends with the usage,
 * every event has the field
 * @param inkwell in a whole response and in the last event of a stream
 */
@JsonPropertyOrder({ "id", "object", "created", "model", "system_fingerprint", "choices", "usage", "inkwell" })
record CompletionResponse(String id, String object, long created, String model, String systemFingerprint,
        List<Choice> choices, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Optional<Usage> usage,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable InkwellTimings inkwell) {

    /**
     * The fields from {@code stop_reason} on come from vLLM, except {@code score}.
     *
     * @param stopReason the stop string or stop token that ended the choice
     * @param score by which beam search or contrastive search ranked the choice
     */
    @JsonPropertyOrder({ "index", "text", "logprobs", "finish_reason", "stop_reason", "score", "prompt_logprobs",
            "prompt_token_ids", "token_ids" })
    record Choice(int index, String text, @JsonInclude @Nullable CompletionLogprobs logprobs,
            @JsonInclude @Nullable String finishReason,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object stopReason,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double score,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<@Nullable PromptLogprobs> promptLogprobs,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Integer> promptTokenIds,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Integer> tokenIds) {
    }

}
