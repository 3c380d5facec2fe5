package io.inkwell.decoding.processor;

import io.inkwell.decoding.ExpTable;
import io.inkwell.decoding.Logits;

/**
 * Statistics of a row's distribution, computed in two passes. Scores too far below the
 * maximum for {@link ExpTable} count as impossible: their total probability is below
 * 1e-12.
 */
final class SoftmaxMoments {

    private float max;

    private double sum;

    private double meanDistance;

    /**
     * Computes the statistics of a row.
     * @throws io.inkwell.error.ServiceException as {@link Logits#max()} does
     */
    void measure(Logits logits) {
        float max = logits.max();
        double sum = 0;
        double distances = 0;
        for (int i = 0; i < logits.numCandidates(); i++) {
            float distance = max - logits.value(i);
            int bucket = ExpTable.bucket(distance);
            if (bucket < ExpTable.NUM_BUCKETS) {
                float weight = ExpTable.expOfMinus(distance, bucket);
                sum += weight;
                distances += weight * distance;
            }
        }
        this.max = max;
        this.sum = sum;
        this.meanDistance = distances / sum;
    }

    float max() {
        return this.max;
    }

    /** The mean score of the candidates, weighted by probability. */
    float meanScore() {
        return (float) (this.max - this.meanDistance);
    }

    /** The entropy in nats. */
    double entropy() {
        return Math.log(this.sum) + this.meanDistance;
    }

    /**
     * The lowest score that float32 cannot distinguish from the score of this
     * probability. Never above the maximum, so at least one token reaches it.
     */
    float scoreOf(double probability) {
        double score = this.max + Math.log(this.sum * probability) - Logits.ROUNDING;
        return (float) Math.min(this.max, score);
    }

}
