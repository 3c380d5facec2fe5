package io.inkwell.engine.sequence;

/**
 * How many tokens a sequence is to draft: twice as many after a draft that held to its
 * end, one more than held after one that did not, and after one of which nothing held
 * half as many and none at all for some steps, each time for longer. So a text that
 * copies is soon drafted far ahead, and one that does not costs nearly nothing.
 */
final class DraftLength {

    private static final int FIRST = 2;

    private static final int LONGEST_PAUSE = 16;

    private int length = FIRST;

    private int pause;

    private int stepsToPause;

    /** For the next step; 0 in a pause. */
    int next() {
        if (this.stepsToPause > 0) {
            this.stepsToPause--;
            return 0;
        }
        return this.length;
    }

    /** Learns how many tokens of a draft held. */
    void learn(int numDrafted, int numAccepted) {
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
