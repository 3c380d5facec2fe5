package io.inkwell.explanation.distribution;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.explanation.text.NamedToken;
import io.inkwell.model.introspection.LensCells;
import io.inkwell.tokenizer.TokenLabel;
import io.inkwell.tokenizer.Tokenizer;

/**
 * What a model would answer if it ended early.
 *
 * @param depths how many layers each row of cells has behind it, from 0 on
 * @param answers the likeliest next token in the end, for each token of the text
 * @param watched the tokens that were to be watched
 * @param cells by depth and token
 */
@JsonPropertyOrder({ "model", "tokens", "depths", "answers", "watched", "cells" })
public record LensResponse(String model, List<ExplainedToken> tokens, List<Integer> depths, List<NamedToken> answers,
        List<NamedToken> watched, List<List<Cell>> cells) {

    /**
     * What is answered to one token at one depth.
     *
     * @param p of the answer that is given in the end, and its rank, 1 if it is the
     * likeliest here
     * @param kl what the final distribution differs from this one by, in nats
     */
    @JsonPropertyOrder({ "top", "p", "rank", "kl", "watched" })
    record Cell(List<Candidate> top, double p, int rank, double kl, List<Share> watched) {

        public static Cell of(Tokenizer tokenizer, LensCells cells, int token, int depth) {
            Candidate[] top = new Candidate[cells.numTop()];
            for (int i = 0; i < top.length; i++) {
                int id = cells.topToken(token, depth, i);
                float logprob = cells.topLogprob(token, depth, i);
                top[i] = new Candidate(id, TokenLabel.of(tokenizer.table().bytes(id)),
                        logprob + cells.logSumExp(token, depth), Math.exp(logprob));
            }
            Share[] watched = new Share[cells.numWatched()];
            for (int i = 0; i < watched.length; i++) {
                watched[i] = new Share(Math.exp(cells.watchedLogprob(token, depth, i)),
                        cells.watchedRank(token, depth, i));
            }
            return new Cell(List.of(top), Math.exp(cells.answerLogprob(token, depth)), cells.answerRank(token, depth),
                    Math.max(0, cells.divergence(token, depth)), List.of(watched));
        }

    }

    @JsonPropertyOrder({ "id", "text", "logit", "p" })
    record Candidate(int id, String text, float logit, double p) {
    }

    @JsonPropertyOrder({ "p", "rank" })
    record Share(double p, int rank) {
    }

}
