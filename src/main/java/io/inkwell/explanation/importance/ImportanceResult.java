package io.inkwell.explanation.importance;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.explanation.text.NamedToken;
import io.inkwell.tokenizer.Tokenizer;
import io.inkwell.web.fields.FieldChoice;

/**
 * The importance of each part for one token by one method. A field that the method does
 * not support is null, or omitted if only one method supports it.
 *
 * @param baseline a {@link NamedToken}, or {@code zeros}
 * @param value the measure of the target, minus that of the contrast token
 * @param position of the examined token
 * @param layers {@code [layer][part]}
 */
@JsonPropertyOrder({ "method", "measure", "granularity", "target", "contrast", "baseline", "value", "position",
        "completeness", "parts", "layers" })
public record ImportanceResult(String method, @Nullable String measure, String granularity, @Nullable NamedToken target,
        @Nullable NamedToken contrast, @Nullable Object baseline, @Nullable Double value,
        @JsonInclude(Include.NON_NULL) @Nullable Integer position,
        @JsonInclude(Include.NON_NULL) @Nullable Completeness completeness, List<Part> parts,
        @JsonInclude(Include.NON_NULL) @Nullable List<double[]> layers) {

    /**
     * @param tokens of the request's prompt, at least
     */
    public static ImportanceResult of(Tokenizer tokenizer, ImportanceRequest request, List<ExplainedToken> tokens,
            Importance importance) {
        ImportanceMethod method = request.method();
        Importance.Target target = importance.target();
        Integer contrast = request.contrast();
        return new ImportanceResult(FieldChoice.label(method),
                method.takes("measure") ? FieldChoice.label(request.measure()) : null,
                FieldChoice.label(request.granularity()),
                (target != null) ? NamedToken.of(tokenizer, target.tokenId()) : null,
                (contrast != null) ? NamedToken.of(tokenizer, contrast) : null,
                method.takes("baseline") ? baseline(request.baseline(), tokenizer) : null,
                (target != null) ? target.value() : null, method.takes("position") ? request.position() : null,
                Completeness.of(importance.completeness()), parts(tokens, importance), importance.layers());
    }

    private static Object baseline(ImportanceBaseline baseline, Tokenizer tokenizer) {
        return baseline.zeros() ? ImportanceBaseline.ZEROS : NamedToken.of(tokenizer, baseline.tokenId());
    }

    private static List<Part> parts(List<ExplainedToken> tokens, Importance importance) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < importance.parts().size(); i++) {
            Importance.Part part = importance.parts().get(i);
            parts.add(new Part(part.span().from(), part.span().to(), part.span().text(tokens), part.score(),
                    importance.normalized(i), part.norm()));
        }
        return parts;
    }

    /**
     * The completeness error of integrated gradients.
     */
    @JsonPropertyOrder({ "n_steps", "baseline_value", "sum", "delta" })
    public record Completeness(int nSteps, double baselineValue, double sum, double delta) {

        public static @Nullable Completeness of(Importance.@Nullable Completeness completeness) {
            return (completeness != null) ? new Completeness(completeness.numSteps(), completeness.baselineValue(),
                    completeness.sum(), completeness.delta()) : null;
        }

    }

    /**
     * @param from index of the first token
     * @param to exclusive
     * @param normalized the score divided by the sum of all absolute scores
     * @param norm sum of the L2 norms of the tokens
     */
    @JsonPropertyOrder({ "from", "to", "text", "score", "normalized", "norm" })
    public record Part(int from, int to, String text, double score, double normalized,
            @JsonInclude(Include.NON_NULL) @Nullable Double norm) {
    }

}
