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
 * The response of {@code POST /v1/chat/completions}: whole, or one event of a stream.
 * {@link ResponseMetadata} supplies {@code id}, {@code created}, {@code model} and
 * {@code systemFingerprint}.
 *
 * @param usage omitted if null, and null if empty: in a stream that ends with the usage,
 * every event has the field
 * @param promptLogprobs as in vLLM
 * @param promptTokenIds as in vLLM
 * @param inkwell in a whole response and in the last event of a stream
 */
@JsonPropertyOrder({ "id", "object", "created", "model", "system_fingerprint", "choices", "usage", "prompt_logprobs",
        "prompt_token_ids", "inkwell" })
public record ChatResponse(String id, String object, long created, String model, String systemFingerprint,
        List<Choice> choices, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Optional<Usage> usage,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<@Nullable PromptLogprobs> promptLogprobs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Integer> promptTokenIds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable InkwellTimings inkwell) {

    /**
     * @param message the message of a whole response; null in a stream
     * @param delta the part that an event adds; null in a whole response
     * @param stopReason the stop string or stop token that ended the choice; as in vLLM
     * @param score by which a search ranked the choice
     * @param tokenIds as in vLLM
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

    /**
     * @param content null if the message calls functions
     * @param toolCalls null if the message is text; else the only call
     */
    @JsonPropertyOrder({ "role", "content", "refusal", "tool_calls" })
    record Message(String role, @JsonInclude @Nullable String content, @JsonInclude @Nullable Object refusal,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ToolCall> toolCalls) {

        static Message of(String content) {
            return new Message(Delta.ASSISTANT, content, null, null);
        }

        /**
         * @param call null if the output ended before its function was known
         */
        static Message of(@Nullable ToolCall call) {
            return new Message(Delta.ASSISTANT, null, null, (call != null) ? List.of(call) : null);
        }

    }

    /** Null fields are omitted. */
    @JsonPropertyOrder({ "role", "content", "tool_calls" })
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Delta(@Nullable String role, @Nullable String content, @Nullable List<ToolCall> toolCalls) {

        static final String ASSISTANT = "assistant";

        /** The first delta of a text. */
        static final Delta START = new Delta(ASSISTANT, "", null);

        /** Adds nothing, such as the last delta of a choice. */
        static final Delta EMPTY = new Delta(null, null, null);

        static Delta of(String content) {
            return new Delta(null, content, null);
        }

        static Delta of(ToolCall call) {
            return new Delta(null, null, List.of(call));
        }

        /**
         * The first delta of a message that calls a function.
         * @param call null if the function is not known yet
         */
        static Delta start(@Nullable ToolCall call) {
            return new Delta(ASSISTANT, null, (call != null) ? List.of(call) : null);
        }

    }

}
