package io.inkwell.explanation.distribution;

import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.tokenizer.TokenLabel;
import io.inkwell.tokenizer.Tokenizer;

/**
 * The distribution of the next token.
 *
 * @param tokens the prompt
 * @param prediction after the whole prompt; null if the request has positions
 * @param positions the predictions at the positions of the request; null if it has none
 */
@JsonPropertyOrder({ "model", "tokens", "prediction", "positions" })
public record NextTokenResponse(String model, List<ExplainedToken> tokens,
        @JsonUnwrapped @Nullable Prediction prediction,
        @JsonInclude(Include.NON_NULL) @Nullable List<PositionPrediction> positions) {

    /**
     * @param position of the token before the predicted one
     */
    @JsonPropertyOrder({ "position", "prediction" })
    public record PositionPrediction(int position, @JsonUnwrapped Prediction prediction) {
    }

    /**
     * @param entropy of the distribution before logits processors, in nats
     * @param logSumExp logit minus this is the log-probability
     * @param candidates the most likely tokens of the model and of the last stage
     * @param stages the candidates after each logits processor, in order
     * @param logits of all tokens before logits processors, encoded; null unless
     * requested
     */
    @JsonPropertyOrder({ "entropy", "log_sum_exp", "candidates", "stages", "logits" })
    public record Prediction(double entropy, double logSumExp, List<Candidate> candidates, List<Stage> stages,
            @JsonInclude(Include.NON_NULL) @Nullable String logits) {

        static Prediction of(NextTokenStages stages, NextTokenRequest request, Tokenizer tokenizer) {
            int[] ids = stages.likeliest(request.numTop());
            Distribution raw = stages.raw();
            return new Prediction(raw.entropy(), raw.logSumExp(),
                    Arrays.stream(ids).mapToObj((id) -> Candidate.of(id, raw, tokenizer)).toList(),
                    stages.stagesOf(ids), request.encoding().encode(raw.logits()));
        }

    }

    /** A token before logits processors. */
    @JsonPropertyOrder({ "id", "text", "logit", "p" })
    public record Candidate(int id, String text, float logit, double p) {

        public static Candidate of(int id, Distribution raw, Tokenizer tokenizer) {
            return new Candidate(id, TokenLabel.of(tokenizer.table().bytes(id)), raw.logits()[id], raw.probability(id));
        }

    }

    /**
     * @param name the request field that adds the processor
     * @param numKept number of tokens that it keeps
     * @param candidates in the order of the response
     */
    @JsonPropertyOrder({ "name", "num_kept", "entropy", "candidates" })
    public record Stage(String name, int numKept, double entropy, List<StagedCandidate> candidates) {

        public static Stage of(String name, int[] ids, Distribution before, Distribution after) {
            return new Stage(name, after.numKept(), after.entropy(),
                    Arrays.stream(ids).mapToObj((id) -> StagedCandidate.of(id, before, after)).toList());
        }

    }

    /**
     * @param logit null if this or an earlier stage removed the token
     */
    @JsonPropertyOrder({ "id", "kept", "logit", "p_before", "p_after" })
    public record StagedCandidate(int id, boolean kept, @JsonInclude @Nullable Float logit, double pBefore,
            double pAfter) {

        private static StagedCandidate of(int id, Distribution before, Distribution after) {
            return new StagedCandidate(id, after.keeps(id), after.keeps(id) ? after.logits()[id] : null,
                    before.probability(id), after.probability(id));
        }

    }

}
