package io.inkwell.explanation.distribution;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

import io.inkwell.decoding.Logits;

/**
 * The distribution of the next token at one stage.
 *
 * @param logits by token id; minus infinity for a removed token
 * @param logSumExp logit minus this is the log-probability
 * @param entropy in nats
 * @param numKept number of tokens that are not removed
 */
public record Distribution(float[] logits, double logSumExp, double entropy, int numKept) {

    /** Copies the current state of a row. */
    static Distribution of(Logits row, int vocabularySize) {
        float[] logits = new float[vocabularySize];
        Arrays.fill(logits, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < row.numCandidates(); i++) {
            logits[row.tokenId(i)] = row.value(i);
        }
        int numKept = 0;
        for (float logit : logits) {
            numKept += (logit != Float.NEGATIVE_INFINITY) ? 1 : 0;
        }
        if (numKept == 0) {
            // The processor that checks for this runs last and reports the error.
            return new Distribution(logits, Double.NEGATIVE_INFINITY, 0, 0);
        }
        double max = row.max();
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - max);
        }
        double logSumExp = max + Math.log(sum);
        double entropy = 0;
        for (float logit : logits) {
            if (logit != Float.NEGATIVE_INFINITY) {
                double logprob = logit - logSumExp;
                entropy -= Math.exp(logprob) * logprob;
            }
        }
        return new Distribution(logits, logSumExp, entropy, numKept);
    }

    boolean keeps(int tokenId) {
        return this.logits[tokenId] != Float.NEGATIVE_INFINITY;
    }

    public double probability(int tokenId) {
        return Math.exp(this.logits[tokenId] - this.logSumExp);
    }

    /** The most likely tokens, most likely first; ties by id. */
    int[] top(int count) {
        // The head is the least likely token; in a tie, the one with the highest id.
        PriorityQueue<Integer> likeliest = new PriorityQueue<>(
                Comparator.comparingDouble((Integer id) -> this.logits[id]).thenComparing(Comparator.reverseOrder()));
        for (int id = 0; id < this.logits.length; id++) {
            if (keeps(id) && (likeliest.size() < count || this.logits[id] > this.logits[likeliest.element()])) {
                if (likeliest.size() == count) {
                    likeliest.remove();
                }
                likeliest.add(id);
            }
        }
        int[] ids = new int[likeliest.size()];
        for (int i = ids.length - 1; i >= 0; i--) {
            ids[i] = likeliest.remove();
        }
        return ids;
    }

}
