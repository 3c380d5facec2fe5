package io.inkwell.decoding.processor;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;

/**
 * Keeps the {@code k} highest scores, and all scores that tie with the lowest of them.
 * <p>
 * A single pass collects scores above the current {@code k}th greatest in a buffer of
 * {@code 2k}. Whenever the buffer fills up, quickselect drops the lower half and raises
 * the threshold. Few tokens of a large vocabulary pass the threshold, and each one that
 * does costs amortized constant time.
 */
public final class TopKProcessor implements LogitsProcessor {

    private final int k;

    private float[] buffer = {};

    public TopKProcessor(int k) {
        this.k = k;
    }

    @Override
    public void process(Logits logits, TokenHistory history) {
        if (this.k >= logits.numCandidates()) {
            return;
        }
        int capacity = (int) Math.min(2L * this.k, logits.numCandidates());
        if (this.buffer.length < capacity) {
            this.buffer = new float[capacity];
        }
        logits.keepAtLeast(kthGreatest(logits, capacity));
    }

    private float kthGreatest(Logits logits, int capacity) {
        float[] buffer = this.buffer;
        float threshold = Float.NEGATIVE_INFINITY;
        int filled = 0;
        int end = logits.numCandidates();
        for (int i = logits.nextAbove(threshold, 0, end); i < end; i = logits.nextAbove(threshold, i + 1, end)) {
            buffer[filled++] = Logits.requireNumber(logits.value(i));
            if (filled == capacity) {
                threshold = QuickSelect.kthGreatest(buffer, filled, this.k);
                filled = this.k;
            }
        }
        return (filled < this.k) ? threshold : QuickSelect.kthGreatest(buffer, filled, this.k);
    }

}
