package io.inkwell.decoding.processor;

import io.inkwell.decoding.ExpTable;
import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;

/**
 * Nucleus sampling (Holtzman et al. 2020): keeps the most likely tokens up to and
 * including the one at which the cumulative probability reaches {@code topP}. Of equally
 * likely tokens, the lowest ids are kept.
 */
final class TopPProcessor implements LogitsProcessor {

    private final float topP;

    // Scores beyond the last bucket have a total probability below 1e-12.
    private final ProbabilityBuckets buckets = new ProbabilityBuckets();

    TopPProcessor(float topP) {
        this.topP = topP;
    }

    @Override
    public void process(Logits logits, TokenHistory history) {
        float max = logits.max();
        fillBuckets(logits, max);
        int bucket = this.buckets.find(this.topP);
        collectKeys(logits, max, bucket);
        long last = this.buckets.lastKept((key) -> ExpTable.expOfMinus(max - value(key), bucket));
        logits.keepAtLeast(value(last), tokenId(last));
    }

    private void fillBuckets(Logits logits, float max) {
        this.buckets.clear();
        for (int i = 0; i < logits.numCandidates(); i++) {
            float distance = max - logits.value(i);
            int bucket = ExpTable.bucket(distance);
            if (bucket < ExpTable.NUM_BUCKETS) {
                this.buckets.add(bucket, ExpTable.expOfMinus(distance, bucket));
            }
        }
    }

    /** Adds the keys of the tokens of one bucket. */
    private void collectKeys(Logits logits, float max, int bucket) {
        float start = ExpTable.start(bucket);
        float end = ExpTable.start(bucket + 1);
        for (int i = 0; i < logits.numCandidates(); i++) {
            float distance = max - logits.value(i);
            if (distance >= start && distance < end) {
                this.buckets.addKey(key(logits.value(i), logits.tokenId(i)));
            }
        }
    }

    // Score and token id in one long, sorted by descending score, then ascending id. The
    // subtraction turns -0 into 0.
    private static long key(float value, int tokenId) {
        return ((long) sortable(Float.floatToRawIntBits(0f - value)) << 32) | tokenId;
    }

    private static float value(long key) {
        return 0f - Float.intBitsToFloat(sortable((int) (key >> 32)));
    }

    private static int tokenId(long key) {
        return (int) key;
    }

    // Maps float bits to an int of the same order; its own inverse.
    private static int sortable(int bits) {
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }

}
