package io.inkwell.decoding.processor;

import io.inkwell.decoding.ExpTable;
import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;

/**
 * Locally typical sampling (Meister et al. 2023): keeps the tokens whose information
 * content is closest to the entropy, until the cumulative probability reaches
 * {@code typicalP}. All tokens that tie with the last one are kept too.
 * <p>
 * Information content is log-sum-exp minus the score, so the distance to the entropy
 * equals the distance to the mean score.
 */
final class TypicalPProcessor implements LogitsProcessor {

    private final float typicalP;

    private final SoftmaxMoments moments = new SoftmaxMoments();

    private final ProbabilityBuckets buckets = new ProbabilityBuckets();

    TypicalPProcessor(float typicalP) {
        this.typicalP = typicalP;
    }

    @Override
    public void process(Logits logits, TokenHistory history) {
        this.moments.measure(logits);
        float max = this.moments.max();
        float mean = this.moments.meanScore();
        fillBuckets(logits, max, mean);
        collectKeys(logits, max, mean, this.buckets.find(this.typicalP));
        long last = this.buckets.lastKept(TypicalPProcessor::weight);
        logits.keepWithin(mean, distance(last));
    }

    // A mean score this far below the maximum would take more than e^40 tokens, so it
    // always lies within the buckets.
    private void fillBuckets(Logits logits, float max, float mean) {
        this.buckets.clear();
        for (int i = 0; i < logits.numCandidates(); i++) {
            float value = logits.value(i);
            float belowMax = max - value;
            int bucket = ExpTable.bucket(belowMax);
            if (bucket < ExpTable.NUM_BUCKETS) {
                this.buckets.add(ExpTable.bucket(Math.abs(value - mean)), ExpTable.expOfMinus(belowMax, bucket));
            }
        }
    }

    /** Adds the keys of the tokens of one bucket. */
    private void collectKeys(Logits logits, float max, float mean, int bucket) {
        float start = ExpTable.start(bucket);
        float end = ExpTable.start(bucket + 1);
        for (int i = 0; i < logits.numCandidates(); i++) {
            float distance = Math.abs(logits.value(i) - mean);
            if (distance >= start && distance < end) {
                this.buckets.addKey(key(distance, weight(max - logits.value(i))));
            }
        }
    }

    private static float weight(float belowMax) {
        int bucket = ExpTable.bucket(belowMax);
        return (bucket < ExpTable.NUM_BUCKETS) ? ExpTable.expOfMinus(belowMax, bucket) : 0;
    }

    // Distance and weight in one long. The bits of non-negative floats are ordered like
    // the floats.
    private static long key(float distance, float weight) {
        return ((long) Float.floatToRawIntBits(distance) << 32) | Float.floatToRawIntBits(weight);
    }

    private static float distance(long key) {
        return Float.intBitsToFloat((int) (key >> 32));
    }

    private static float weight(long key) {
        return Float.intBitsToFloat((int) key);
    }

}
