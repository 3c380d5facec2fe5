package io.inkwell.decoding.stop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Which of the last bytes of a sequence its text leaves out, for those that a stop string
 * may reach back to.
 */
final class HiddenBytes {

    /** Runs of bytes, the last first: positive lengths are shown, negative are not. */
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
     * How many of the last bytes the text shows. All bytes before those added are shown.
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

    /** Forgets what lies further back. */
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
