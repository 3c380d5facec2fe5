package io.inkwell.decoding.processor;

import io.inkwell.decoding.ExpTable;
import io.inkwell.decoding.Logits;

/**
 * What the distribution of a row's candidates is like, taken in two passes over them.
 * Scores further than {@link ExpTable} reaches below the greatest count as impossible:
 * together they weigh less than 1e-12.
 */
final class SoftmaxMoments {

    private float max;

    private double sum;

    private double meanDistance;

    /**
     * @throws IllegalStateException as {@link Logits#max()} does
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

    /** The score that the candidates have on average, weighed by their probabilities. */
    float meanScore() {
        return (float) (this.max - this.meanDistance);
    }

    /** In nats. */
    double entropy() {
        return Math.log(this.sum) + this.meanDistance;
    }

    /**
     * The least score whose probability float32 cannot tell from this one; never above
     * the greatest score, so that one token reaches it.
     */
    float scoreOf(double probability) {
        double score = this.max + Math.log(this.sum * probability) - Logits.ROUNDING;
        return (float) Math.min(this.max, score);
    }

}
