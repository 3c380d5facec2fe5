package io.inkwell.explanation.noise;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.explanation.text.TokenSpan;
import io.inkwell.web.fields.FieldChoice;

/**
 * The importance of each part for the next token, measured by the noise that it
 * tolerates.
 *
 * @param scale the upper bound of sigma
 * @param loss the mean over the averaged steps, or the loss of the selected step
 * @param converged whether no sigma changed by more than 10 % in the second half of the
 * steps
 */
@JsonPropertyOrder({ "model", "method", "mode", "granularity", "iterations", "rate", "scale", "learning_rate",
        "samples", "seed", "loss", "converged", "tokens", "parts" })
public record NoiseResponse(String model, String method, String mode, String granularity, int iterations, double rate,
        double scale, double learningRate, int samples, long seed, double loss, boolean converged,
        List<ExplainedToken> tokens, List<Part> parts) {

    public static NoiseResponse of(String model, String method, NoiseRequest request, LearnedNoise noise) {
        List<ExplainedToken> tokens = request.tokens();
        NoiseSettings settings = request.settings();
        return new NoiseResponse(model, method, FieldChoice.label(settings.mode()),
                FieldChoice.label(request.granularity()), settings.iterations(), settings.rate(), noise.scale(),
                settings.learningRate(), settings.numSamples(), settings.seed(), noise.loss(), noise.converged(),
                tokens, parts(request.parts(), tokens, noise));
    }

    private static List<Part> parts(List<TokenSpan> spans, List<ExplainedToken> tokens, LearnedNoise noise) {
        double[] scores = IntStream.range(0, spans.size()).mapToDouble((i) -> noise.score(i)).toArray();
        double sum = 0;
        for (double score : scores) {
            sum += score;
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            TokenSpan span = spans.get(i);
            double[] errors = noise.standardError();
            parts.add(new Part(span.from(), span.to(), span.text(tokens), noise.sigma()[i],
                    (errors != null) ? errors[i] : null, scores[i], (sum > 0) ? scores[i] / sum : 0));
        }
        return parts;
    }

    /**
     * @param from index of the first token
     * @param to exclusive
     * @param standardError of sigma; null in mode reference
     * @param score {@code log(scale / sigma)}; 0 for a part without importance
     * @param normalized the score divided by the sum of all scores
     */
    @JsonPropertyOrder({ "from", "to", "text", "sigma", "standard_error", "score", "normalized" })
    public record Part(int from, int to, String text, double sigma, @JsonInclude @Nullable Double standardError,
            double score, double normalized) {
    }

}
