package io.inkwell.explanation.distribution;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.explanation.text.NamedToken;
import io.inkwell.model.introspection.LensCells;
import io.inkwell.tokenizer.TokenLabel;
import io.inkwell.tokenizer.Tokenizer;

/**
 * What a model would predict after each layer.
 *
 * @param depths number of layers before each row of cells, from 0
 * @param answers the final prediction after each token
 * @param watched the requested tokens
 * @param cells {@code [depth][token]}
 */
@JsonPropertyOrder({ "model", "tokens", "depths", "answers", "watched", "cells" })
public record LensResponse(String model, List<ExplainedToken> tokens, List<Integer> depths, List<NamedToken> answers,
        List<NamedToken> watched, List<List<Cell>> cells) {

    /**
     * The prediction after one token at one depth.
     *
     * @param p probability of the final prediction
     * @param rank of the final prediction; 1 is the most likely
     * @param kl Kullback-Leibler divergence of the final distribution from this one, in
     * nats
     */
    @JsonPropertyOrder({ "top", "p", "rank", "kl", "watched" })
    record Cell(List<Candidate> top, double p, int rank, double kl, List<Share> watched) {

        static Cell of(Tokenizer tokenizer, LensCells cells, int token, int depth) {
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
            return new Cell(List.of(top), Math.exp(cells.predictionLogprob(token, depth)),
                    cells.predictionRank(token, depth), Math.max(0, cells.divergence(token, depth)), List.of(watched));
        }

    }

    @JsonPropertyOrder({ "id", "text", "logit", "p" })
    record Candidate(int id, String text, float logit, double p) {
    }

    @JsonPropertyOrder({ "p", "rank" })
    record Share(double p, int rank) {
    }

}
