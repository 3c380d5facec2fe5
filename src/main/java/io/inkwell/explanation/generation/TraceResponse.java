package io.inkwell.explanation.generation;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.explanation.text.ExplainedToken;

/**
 * A traced generation. In a stream it is the last event, and the events before it are the
 * steps.
 *
 * @param seed reproduces the completion
 * @param tokens the prompt
 * @param steps null in a stream
 * @param stopReason the stop string or stop token of the request; null for any other end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({ "model", "seed", "tokens", "steps", "text", "finish_reason", "stop_reason" })
public record TraceResponse(String model, long seed, List<ExplainedToken> tokens, @Nullable List<TraceStep> steps,
        String text, String finishReason, @Nullable Object stopReason) {

    TraceResponse with(List<TraceStep> steps) {
        return new TraceResponse(this.model, this.seed, this.tokens, steps, this.text, this.finishReason,
                this.stopReason);
    }

}
