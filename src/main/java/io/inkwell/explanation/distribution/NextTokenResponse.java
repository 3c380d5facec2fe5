package io.inkwell.explanation.distribution;

import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.tokenizer.TokenLabel;
import io.inkwell.tokenizer.Tokenizer;

/**
 * What the next token is drawn from.
 *
 * @param tokens the prompt
 * @param entropy of the model's own distribution, in nats
 * @param logSumExp what turns its logits to log-probabilities
 * @param candidates its likeliest tokens and those of the last stage
 * @param stages what each processor made of them, in the order of their work
 */
@JsonPropertyOrder({ "model", "tokens", "entropy", "log_sum_exp", "candidates", "stages" })
public record NextTokenResponse(String model, List<ExplainedToken> tokens, double entropy, double logSumExp,
        List<Candidate> candidates, List<Stage> stages) {

    /** As the model has it. */
    @JsonPropertyOrder({ "id", "text", "logit", "p" })
    public record Candidate(int id, String text, float logit, double p) {

        public static Candidate of(int id, Distribution raw, Tokenizer tokenizer) {
            return new Candidate(id, TokenLabel.of(tokenizer.table().bytes(id)), raw.logits()[id], raw.probability(id));
        }

    }

    /**
     * @param name the field that asks for it
     * @param numKept the tokens that it leaves
     * @param candidates in the order of the answer's
     */
    @JsonPropertyOrder({ "name", "num_kept", "entropy", "candidates" })
    public record Stage(String name, int numKept, double entropy, List<StagedCandidate> candidates) {

        public static Stage of(String name, int[] ids, Distribution before, Distribution after) {
            return new Stage(name, after.numKept(), after.entropy(),
                    Arrays.stream(ids).mapToObj((id) -> StagedCandidate.of(id, before, after)).toList());
        }

    }

    /**
     * @param logit null if it is cut, here or before
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
