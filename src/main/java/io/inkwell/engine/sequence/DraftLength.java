package io.inkwell.engine.sequence;

/**
 * The draft length of a sequence. It doubles after a draft that is accepted in full.
 * After a draft accepted in part it is one more than the accepted tokens. After a
 * rejected draft it halves, and drafts pause for some steps, longer each time. So
 * repetitive sequences get long drafts, and others cost almost nothing.
 */
final class DraftLength {

    private static final int FIRST = 2;

    private static final int LONGEST_PAUSE = 16;

    private int length = FIRST;

    private int pause;

    private int stepsToPause;

    /** The length for the next step; 0 during a pause. */
    int next() {
        if (this.stepsToPause > 0) {
            this.stepsToPause--;
            return 0;
        }
        return this.length;
    }

    /** Adapts to the result of a draft. */
    void adapt(int numDrafted, int numAccepted) {
        if (numAccepted == 0) {
            this.length = Math.max(1, numDrafted / 2);
            this.pause = Math.min(LONGEST_PAUSE, Math.max(1, 2 * this.pause));
            this.stepsToPause = this.pause;
        }
        else {
            this.length = (numAccepted == numDrafted) ? 2 * numDrafted : numAccepted + 1;
            this.pause = 0;
        }
    }

}
