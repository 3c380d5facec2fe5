package io.inkwell.openai.chat;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.openai.InkwellTimings;
import io.inkwell.openai.PromptLogprobs;
import io.inkwell.openai.ResponseMetadata;
import io.inkwell.openai.Usage;

/**
 * The answer to {@code POST /v1/chat/completions}: whole, or one event of a stream.
 *
 * The first four are those of {@link ResponseMetadata}.
 *
 * @param usage left out if null, and null if empty: a stream that ends with the usage has
 * the field in every event
 * @param promptLogprobs vLLM's
 * @param promptTokenIds vLLM's
 * @param inkwell on a whole answer and on the last event of a stream
 */
@JsonPropertyOrder({ "id", "object", "created", "model", "system_fingerprint", "choices", "usage", "prompt_logprobs",
        "prompt_token_ids", "inkwell" })
public record ChatResponse(String id, String object, long created, String model, String systemFingerprint,
        List<Choice> choices, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Optional<Usage> usage,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<@Nullable PromptLogprobs> promptLogprobs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Integer> promptTokenIds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable InkwellTimings inkwell) {

    /**
     * @param message what a whole answer says; null in a stream
     * @param delta what an event adds; null in a whole answer
     * @param stopReason the stop string or the stop token that ended the text; vLLM's
     * @param score by which a search ranked the text
     * @param tokenIds vLLM's
     */
    @JsonPropertyOrder({ "index", "message", "delta", "logprobs", "finish_reason", "stop_reason", "score",
            "token_ids" })
    public record Choice(int index, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Message message,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Delta delta,
            @JsonInclude @Nullable ChatLogprobs logprobs, @JsonInclude @Nullable String finishReason,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object stopReason,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double score,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Integer> tokenIds) {
    }

    @JsonPropertyOrder({ "role", "content", "refusal" })
    record Message(String role, String content, @JsonInclude @Nullable Object refusal) {

        static Message of(String content) {
            return new Message(Delta.ASSISTANT, content, null);
        }

    }

    /** What is null in it is left out. */
    @JsonPropertyOrder({ "role", "content" })
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Delta(@Nullable String role, @Nullable String content) {

        static final String ASSISTANT = "assistant";

        /** The first of a choice. */
        static final Delta START = new Delta(ASSISTANT, "");

        /** The last of a choice. */
        static final Delta END = new Delta(null, null);

        static Delta of(String content) {
            return new Delta(null, content);
        }

    }

}
