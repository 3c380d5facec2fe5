package io.inkwell.openai.responses;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

import io.inkwell.openai.InkwellTimings;

/**
 * The response of {@code POST /v1/responses}: whole, or as an event of a stream shows it.
 *
 * @param createdAt in Unix seconds
 * @param status {@code in_progress}, {@code completed}, {@code incomplete} or
 * {@code failed}
 * @param error why it failed; null otherwise
 * @param incompleteDetails why it is incomplete; null otherwise
 * @param output one message; empty before it is finished
 * @param usage null before the end
 * @param inkwell null before the end
 */
@JsonPropertyOrder({ "id", "object", "created_at", "status", "error", "incomplete_details", "model", "output", "usage",
        "settings", "temperature", "top_p", "top_logprobs", "tools", "tool_choice", "parallel_tool_calls", "background",
        "store", "previous_response_id", "inkwell" })
public record ResponseObject(String id, String object, long createdAt, String status,
        @JsonInclude @Nullable Failure error, @JsonInclude @Nullable IncompleteDetails incompleteDetails, String model,
        List<OutputMessage> output, @JsonInclude @Nullable ResponseUsage usage,
        @JsonUnwrapped ResponseSettings settings, float temperature, float topP, int topLogprobs, List<Object> tools,
        String toolChoice, boolean parallelToolCalls, boolean background, boolean store,
        @JsonInclude @Nullable String previousResponseId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable InkwellTimings inkwell) {

    /**
     * @param code one of OpenAI's
     */
    @JsonPropertyOrder({ "code", "message" })
    public record Failure(String code, @Nullable String message) {
    }

    public record IncompleteDetails(String reason) {

        static final IncompleteDetails MAX_OUTPUT_TOKENS = new IncompleteDetails("max_output_tokens");

    }

}
