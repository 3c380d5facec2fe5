package io.inkwell.decoding.stop;

import org.jspecify.annotations.Nullable;

/**
 * Looks for the stop strings of one sequence in the text that is shown, and in the same
 * text with the special tokens that it leaves out, each as a whole. All numbers are of
 * bytes that are shown.
 */
final class StopStringSearch {

    /** Reads all tokens, whether or not the text shows them. */
    private final StopSequenceMatcher all;

    /** Reads what the text shows; null until the text leaves a token out. */
    private @Nullable StopSequenceMatcher shown;

    private final HiddenBytes hidden;

    StopStringSearch(StopSequences sequences) {
        this.all = new StopSequenceMatcher(sequences);
        this.hidden = new HiddenBytes();
    }

    private StopStringSearch(StopStringSearch other) {
        this.all = other.all.copy();
        this.shown = (other.shown != null) ? other.shown.copy() : null;
        this.hidden = other.hidden.copy();
    }

    /** The same state, to continue separately. */
    StopStringSearch copy() {
        return new StopStringSearch(this);
    }

    /**
     * Takes the bytes that a token adds to the text.
     * @param mayStop whether a stop string that ends in them counts
     * @return whether a stop string is complete
     */
    boolean append(byte[] bytes, boolean mayStop) {
        if (this.shown == null) {
            return append(this.all, bytes, mayStop);
        }
        this.hidden.add(bytes.length, false);
        return append(this.all, bytes, mayStop) || append(this.shown, bytes, mayStop);
    }

    /** The same for a token that the text leaves out, by its name. */
    boolean appendHidden(byte[] name, boolean mayStop) {
        if (this.shown == null) {
            this.shown = this.all.copy();
        }
        this.hidden.add(name.length, true);
        if (mayStop) {
            return this.all.appendWhole(name);
        }
        this.all.passWhole(name);
        return false;
    }

    private static boolean append(StopSequenceMatcher matcher, byte[] bytes, boolean mayStop) {
        if (mayStop) {
            return matcher.append(bytes);
        }
        matcher.pass(bytes);
        return false;
    }

    /** How many bytes at the end may yet turn out to belong to a stop string. */
    int heldBytes() {
        int held = this.all.heldBytes();
        if (this.shown == null) {
            return held;
        }
        this.hidden.keep(held);
        return Math.max(this.hidden.shown(held), this.shown.heldBytes());
    }

    /** The stop string that was found. */
    String matched() {
        return found().matched();
    }

    /**
     * How many bytes at the end are not part of the text: what follows the stop string
     * and, unless it is to be included, the stop string itself.
     */
    int cutBytes(boolean includeStop) {
        int cut = found().cutBytes(includeStop);
        return (found() == this.all) ? this.hidden.shown(cut) : cut;
    }

    private StopSequenceMatcher found() {
        return (this.all.isMatched() || this.shown == null) ? this.all : this.shown;
    }

}
