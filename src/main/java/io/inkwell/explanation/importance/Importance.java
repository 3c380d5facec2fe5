package io.inkwell.explanation.importance;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.explanation.CancellationToken;
import io.inkwell.explanation.text.TokenSpan;
import io.inkwell.model.Gpt2Model;

/**
 * What the parts of a text are worth to the answer.
 *
 * @param target null where no token's chance is looked at
 * @param completeness null where nothing is integrated
 * @param layers {@code [layer][part]}, null where layers are not told apart
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
            case NOISE -> throw new IllegalArgumentException("noise has an answer of its own: NoiseRun");
        };
    }

    /** The score as a share of all scores without their signs; 0 if all are 0. */
    double normalized(int part) {
        double sum = this.parts.stream().mapToDouble((each) -> Math.abs(each.score())).sum();
        return (sum > 0) ? this.parts.get(part).score() / sum : 0;
    }

    /**
     * The token whose chance is explained.
     *
     * @param value its measure after the whole text, less that of the contrast
     */
    record Target(int tokenId, double value) {
    }

    /**
     * A part of the text.
     *
     * @param norm null where the score is no sum over the numbers of embeddings
     */
    public record Part(TokenSpan span, double score, @Nullable Double norm) {

        Part(TokenSpan span, double score) {
            this(span, score, null);
        }

    }

    /**
     * How well an integral came out, whose scores should add up to what the value differs
     * by from the baseline's.
     *
     * @param sum of the scores
     * @param delta what the sum is too large by
     */
    record Completeness(int numSteps, double baselineValue, double sum, double delta) {
    }

}
