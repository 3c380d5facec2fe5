package io.inkwell.decoding.stop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Tracks which of the last bytes of a sequence are omitted from its text, as far back as
 * a stop string may reach.
 */
final class HiddenBytes {

    /**
     * Run lengths, the last run first: positive for shown bytes, negative for hidden
     * ones.
     */
    private final Deque<Integer> runs;

    HiddenBytes() {
        this.runs = new ArrayDeque<>();
    }

    private HiddenBytes(HiddenBytes other) {
        this.runs = new ArrayDeque<>(other.runs);
    }

    HiddenBytes copy() {
        return new HiddenBytes(this);
    }

    void add(int numBytes, boolean isHidden) {
        if (numBytes == 0) {
            return;
        }
        this.runs.addFirst(isHidden ? -numBytes : numBytes);
    }

    /**
     * The number of shown bytes among the last {@code numLastBytes}. All bytes before the
     * recorded ones are shown.
     */
    int shown(int numLastBytes) {
        int left = numLastBytes;
        int shown = 0;
        for (Iterator<Integer> all = this.runs.iterator(); left > 0 && all.hasNext();) {
            int run = all.next();
            int taken = Math.min(left, Math.abs(run));
            shown += (run > 0) ? taken : 0;
            left -= taken;
        }
        return shown + left;
    }

    /** Drops everything before the last {@code numLastBytes}. */
    void keep(int numLastBytes) {
        int kept = 0;
        for (Iterator<Integer> all = this.runs.iterator(); all.hasNext();) {
            int run = all.next();
            if (kept >= numLastBytes) {
                all.remove();
            }
            kept += Math.abs(run);
        }
    }

}
