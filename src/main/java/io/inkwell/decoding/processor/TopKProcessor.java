package io.inkwell.decoding.processor;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;

/**
 * Keeps the {@code k} greatest scores and all that equal the least of them.
 * <p>
 * One pass gathers what beats the {@code k}th greatest so far in a buffer of {@code 2k};
 * whenever that is full, a quickselect drops the lower half and raises the bar. Few
 * tokens of a large vocabulary ever pass the bar, and one that does costs constant time
 * on average, for small and for large {@code k}.
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
        float bar = Float.NEGATIVE_INFINITY;
        int filled = 0;
        int end = logits.numCandidates();
        for (int i = logits.nextAbove(bar, 0, end); i < end; i = logits.nextAbove(bar, i + 1, end)) {
            buffer[filled++] = Logits.requireNumber(logits.value(i));
            if (filled == capacity) {
                bar = QuickSelect.kthGreatest(buffer, filled, this.k);
                filled = this.k;
            }
        }
        return (filled < this.k) ? bar : QuickSelect.kthGreatest(buffer, filled, this.k);
    }

}
