package io.inkwell.explanation.distribution;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.inkwell.explanation.BinaryNumbers;
import io.inkwell.model.introspection.LensCells;
import io.inkwell.tokenizer.TokenLabel;
import io.inkwell.tokenizer.Tokenizer;

/**
 * The cells of a logit lens as arrays: base64 of little-endian numbers in the order
 * {@code [depth][token]}, or {@code [depth][token][rank]} and
 * {@code [depth][token][watched]}.
 *
 * @param p float32, as {@link LensResponse.Cell#p()}; so are the others
 * @param rank int32
 * @param kl float32
 * @param topIds int32
 * @param topLogits float32
 * @param topP float32
 * @param watchedP float32
 * @param watchedRank int32
 * @param texts the texts of all ids in {@code topIds}
 */
@JsonPropertyOrder({ "p", "rank", "kl", "top_ids", "top_logits", "top_p", "watched_p", "watched_rank", "texts" })
public record LensArrays(String p, String rank, String kl, String topIds, String topLogits, String topP,
        String watchedP, String watchedRank, SortedMap<Integer, String> texts) {

    /**
     * @param parts the cells of consecutive tokens; at least one
     */
    static LensArrays of(Tokenizer tokenizer, List<LensCells> parts) {
        Numbers numbers = new Numbers(parts);
        SortedMap<Integer, String> texts = new TreeMap<>();
        for (int id : numbers.topIds) {
            texts.computeIfAbsent(id, (each) -> TokenLabel.of(tokenizer.table().bytes(each)));
        }
        return new LensArrays(BinaryNumbers.of(numbers.p), BinaryNumbers.of(numbers.rank), BinaryNumbers.of(numbers.kl),
                BinaryNumbers.of(numbers.topIds), BinaryNumbers.of(numbers.topLogits), BinaryNumbers.of(numbers.topP),
                BinaryNumbers.of(numbers.watchedP), BinaryNumbers.of(numbers.watchedRank), texts);
    }

    /** The numbers before they are encoded. */
    private static final class Numbers {

        private final float[] p;

        private final int[] rank;

        private final float[] kl;

        private final int[] topIds;

        private final float[] topLogits;

        private final float[] topP;

        private final float[] watchedP;

        private final int[] watchedRank;

        private Numbers(List<LensCells> parts) {
            LensCells any = parts.get(0);
            int numCells = any.numDepths() * parts.stream().mapToInt(LensCells::numTokens).sum();
            this.p = new float[numCells];
            this.rank = new int[numCells];
            this.kl = new float[numCells];
            this.topIds = new int[numCells * any.numTop()];
            this.topLogits = new float[this.topIds.length];
            this.topP = new float[this.topIds.length];
            this.watchedP = new float[numCells * any.numWatched()];
            this.watchedRank = new int[this.watchedP.length];
            int cell = 0;
            for (int depth = 0; depth < any.numDepths(); depth++) {
                for (LensCells part : parts) {
                    for (int token = 0; token < part.numTokens(); token++) {
                        set(cell++, part, token, depth);
                    }
                }
            }
        }

        private void set(int cell, LensCells cells, int token, int depth) {
            this.p[cell] = (float) Math.exp(cells.predictionLogprob(token, depth));
            this.rank[cell] = cells.predictionRank(token, depth);
            this.kl[cell] = Math.max(0, cells.divergence(token, depth));
            for (int i = 0; i < cells.numTop(); i++) {
                int index = cell * cells.numTop() + i;
                float logprob = cells.topLogprob(token, depth, i);
                this.topIds[index] = cells.topToken(token, depth, i);
                this.topLogits[index] = logprob + cells.logSumExp(token, depth);
                this.topP[index] = (float) Math.exp(logprob);
            }
            for (int i = 0; i < cells.numWatched(); i++) {
                int index = cell * cells.numWatched() + i;
                this.watchedP[index] = (float) Math.exp(cells.watchedLogprob(token, depth, i));
                this.watchedRank[index] = cells.watchedRank(token, depth, i);
            }
        }

    }

}
