package io.inkwell.explanation;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.tokenizer.Tokenizer;

/**
 * What the next token hangs on.
 *
 * @param contrast null if there is none
 * @param baseline null if nothing was replaced
 * @param value the measure of the target, less that of the contrast
 */
@JsonPropertyOrder({ "model", "method", "measure", "granularity", "target", "contrast", "baseline", "value", "tokens",
        "parts" })
record ImportanceAnswer(String model, String method, String measure, String granularity, LensAnswer.Word target,
        @JsonInclude LensAnswer.@Nullable Word contrast, @JsonInclude LensAnswer.@Nullable Word baseline, double value,
        List<ExplainedToken> tokens, List<Part> parts) {

    static ImportanceAnswer of(String model, Tokenizer tokenizer, ImportanceRequest request,
            List<ExplainedToken> tokens, Importance importance) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < importance.parts().size(); i++) {
            TokenSpan span = importance.parts().get(i);
            parts.add(new Part(span.from(), span.to(), text(tokens, span), importance.score(i),
                    importance.normalized(i)));
        }
        Integer contrast = request.contrast();
        boolean replaces = request.method() == ImportanceMethod.OCCLUSION;
        return new ImportanceAnswer(model, FieldChoice.label(request.method()), FieldChoice.label(request.measure()),
                FieldChoice.label(request.granularity()), LensAnswer.Word.of(tokenizer, importance.target()),
                (contrast != null) ? LensAnswer.Word.of(tokenizer, contrast) : null,
                replaces ? LensAnswer.Word.of(tokenizer, request.baseline()) : null, importance.value(), tokens, parts);
    }

    private static String text(List<ExplainedToken> tokens, TokenSpan span) {
        StringBuilder text = new StringBuilder();
        tokens.subList(span.from(), span.to()).forEach((token) -> text.append(token.text()));
        return text.toString();
    }

    /**
     * @param from the first token, counted from 0
     * @param to the token behind the last
     * @param score how much of the value is lost without it
     * @param normalized the score as a share of what all parts change
     */
    @JsonPropertyOrder({ "from", "to", "text", "score", "normalized" })
    record Part(int from, int to, String text, double score, double normalized) {
    }

}
