package io.inkwell.explanation.generation;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.explanation.distribution.NextTokenResponse;
import io.inkwell.explanation.importance.ImportanceResult;
import io.inkwell.explanation.text.ExplainedToken;

/**
 * A token of a generation, and how it was sampled.
 *
 * @param index in the completion
 * @param text that is final after this token; empty while a character or a stop string
 * may continue
 * @param elapsedMs from the arrival of the request to the choice of the token
 * @param stepMs time of the forward pass and of the choice; that of the first step
 * includes the prefill
 * @param logprob before logits processors
 * @param p after the last logits processor: the sampling probability
 * @param entropy and the next three fields as in {@code /v1/explain/next-token}
 * @param attention null if not requested
 * @param importance of the tokens before it; null if not requested
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({ "index", "token", "text", "elapsed_ms", "step_ms", "logprob", "p", "entropy", "log_sum_exp",
        "candidates", "stages", "attention", "importance" })
public record TraceStep(int index, ExplainedToken token, String text, double elapsedMs, double stepMs, double logprob,
        double p, double entropy, double logSumExp, List<NextTokenResponse.Candidate> candidates,
        List<NextTokenResponse.Stage> stages, @Nullable TraceAttention attention, @Nullable Importances importance) {

    /**
     * The fields of an importance response that differ between steps.
     *
     * @param value the measure of the token; null if the method has none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({ "value", "completeness", "parts", "layers" })
    public record Importances(@Nullable Double value, ImportanceResult.@Nullable Completeness completeness,
            List<ImportanceResult.Part> parts, @Nullable List<double[]> layers) {

        static Importances of(ImportanceResult result) {
            return new Importances(result.value(), result.completeness(), result.parts(), result.layers());
        }

    }

}
