package io.inkwell.explanation.distribution;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.tokenizer.TokenLabel;
import io.inkwell.tokenizer.Tokenizer;

/** The log-probabilities of each prompt, in the order of the request. */
@JsonPropertyOrder({ "model", "texts" })
public record ScoreResponse(String model, List<Prompt> texts) {

    /**
     * @param numScored number of tokens with a log-probability
     * @param sumLogprob log-probability of the whole prompt
     * @param perplexity null if no token has a log-probability
     */
    @JsonPropertyOrder({ "tokens", "num_scored", "sum_logprob", "perplexity" })
    public record Prompt(List<Token> tokens, int numScored, double sumLogprob,
            @JsonInclude @Nullable Double perplexity) {

        /**
         * @param scores of all tokens, or of all but the first
         */
        public static Prompt of(Tokenizer tokenizer, int[] tokenIds, List<TokenLogprobs> scores) {
            List<ExplainedToken> places = ExplainedToken.of(tokenizer, tokenIds);
            int numUnscored = tokenIds.length - scores.size();
            List<Token> tokens = new ArrayList<>();
            double sum = 0;
            for (int i = 0; i < tokenIds.length; i++) {
                TokenLogprobs score = (i < numUnscored) ? null : scores.get(i - numUnscored);
                sum += (score != null) ? score.logprob() : 0;
                tokens.add(Token.of(tokenizer, places.get(i), score));
            }
            return new Prompt(tokens, scores.size(), sum, scores.isEmpty() ? null : Math.exp(-sum / scores.size()));
        }

    }

    /**
     * @param logprob null for a first token without context
     * @param rank 1 for the most likely; null if {@code logprob} is null
     * @param top the most likely tokens at this position
     */
    @JsonPropertyOrder({ "id", "text", "offset", "logprob", "rank", "top" })
    public record Token(int id, String text, int offset, @JsonInclude @Nullable Float logprob,
            @JsonInclude @Nullable Integer rank, List<Candidate> top) {

        private static Token of(Tokenizer tokenizer, ExplainedToken token, @Nullable TokenLogprobs score) {
            return (score == null) ? new Token(token.id(), token.text(), token.offset(), null, null, List.of())
                    : new Token(token.id(), token.text(), token.offset(), score.logprob(), score.rank(),
                            Candidate.of(tokenizer, score));
        }

    }

    /** A possible token at a position. */
    @JsonPropertyOrder({ "id", "text", "logprob" })
    record Candidate(int id, String text, float logprob) {

        private static List<Candidate> of(Tokenizer tokenizer, TokenLogprobs score) {
            List<Candidate> candidates = new ArrayList<>();
            for (int i = 0; i < score.topTokenIds().length; i++) {
                int id = score.topTokenIds()[i];
                candidates.add(new Candidate(id, TokenLabel.of(tokenizer.table().bytes(id)), score.topLogprobs()[i]));
            }
            return candidates;
        }

    }

}
