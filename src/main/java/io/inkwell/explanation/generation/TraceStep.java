package io.inkwell.explanation.generation;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.explanation.distribution.NextTokenResponse;
import io.inkwell.explanation.importance.ImportanceResponse;
import io.inkwell.explanation.text.ExplainedToken;

/**
 * A token of a generation, and how it came to be chosen.
 *
 * @param index 0 for the first of the output
 * @param text what it makes certain of the text; empty while a character or a stop string
 * may yet go on
 * @param logprob the model's own, before any processor
 * @param p after the last processor: what it was drawn with
 * @param entropy as the rest, of the answer of {@code /v1/explain/next-token}
 * @param attention null if it is not wanted
 * @param importance of the prompt and the output before it; null if it is not wanted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({ "index", "token", "text", "logprob", "p", "entropy", "log_sum_exp", "candidates", "stages",
        "attention", "importance" })
public record TraceStep(int index, ExplainedToken token, String text, double logprob, double p, double entropy,
        double logSumExp, List<NextTokenResponse.Candidate> candidates, List<NextTokenResponse.Stage> stages,
        @Nullable TraceAttention attention, @Nullable Importances importance) {

    /**
     * As {@code /v1/explain/importance} answers.
     *
     * @param value the measure of the token; null where the method looks at none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({ "value", "completeness", "parts", "layers" })
    public record Importances(@Nullable Double value, ImportanceResponse.@Nullable Completeness completeness,
            List<ImportanceResponse.Part> parts, @Nullable List<double[]> layers) {

        static Importances of(ImportanceResponse answer) {
            return new Importances(answer.value(), answer.completeness(), answer.parts(), answer.layers());
        }

    }

}
