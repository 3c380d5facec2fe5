package io.inkwell.explanation.importance;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.explanation.CancellationToken;
import io.inkwell.explanation.text.TokenSpan;
import io.inkwell.model.Gpt2Model;

/**
 * The importance of each part of a prompt for the next token.
 *
 * @param target null if the method has no target token
 * @param completeness null unless the method integrates gradients
 * @param layers {@code [layer][part]}; null if the method has no scores by layer
 */
public record Importance(@Nullable Target target, List<Part> parts, @Nullable Completeness completeness,
        @Nullable List<double[]> layers) {

    public static Importance compute(ImportanceRequest request, List<TokenSpan> parts, Gpt2Model gpt2,
            CancellationToken cancellation) {
        return switch (request.method()) {
            case OCCLUSION, LEAVE_ONE_OUT -> PerturbationImportance.compute(request, parts, gpt2, cancellation);
            case SALIENCY, GRAD_X_INPUT, INTEGRATED_GRADIENTS ->
                GradientImportance.compute(request, parts, gpt2, cancellation);
            case VALUE_ZEROING -> ValueZeroing.compute(request, parts, gpt2, cancellation);
            case NOISE -> throw new IllegalArgumentException("NoiseRun computes method noise");
        };
    }

    /** The score divided by the sum of all absolute scores; 0 if all are 0. */
    double normalized(int part) {
        double sum = this.parts.stream().mapToDouble((each) -> Math.abs(each.score())).sum();
        return (sum > 0) ? this.parts.get(part).score() / sum : 0;
    }

    /**
     * The explained token.
     *
     * @param value its measure after the whole prompt, minus that of the contrast token
     */
    record Target(int tokenId, double value) {
    }

    /**
     * A part of the prompt.
     *
     * @param norm null unless the score is a sum over embedding dimensions
     */
    public record Part(TokenSpan span, double score, @Nullable Double norm) {

        Part(TokenSpan span, double score) {
            this(span, score, null);
        }

    }

    /**
     * The completeness error of integrated gradients: the scores should sum to the value
     * minus the baseline value.
     *
     * @param sum of the scores
     * @param delta the sum minus the expected sum
     */
    record Completeness(int numSteps, double baselineValue, double sum, double delta) {
    }

}
