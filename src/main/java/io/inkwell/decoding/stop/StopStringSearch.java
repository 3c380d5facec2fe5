package io.inkwell.decoding.stop;

import org.jspecify.annotations.Nullable;

/**
 * Matches the stop strings of one sequence twice: in the text as shown, and in the text
 * including hidden special tokens, each as a whole. All counts are of shown bytes.
 */
final class StopStringSearch {

    /** Sees all tokens, shown or hidden. */
    private final StopStringMatcher all;

    /** Sees only shown tokens; null until the first hidden token. */
    private @Nullable StopStringMatcher shown;

    private final HiddenBytes hidden;

    StopStringSearch(StopStrings strings) {
        this.all = new StopStringMatcher(strings);
        this.hidden = new HiddenBytes();
    }

    private StopStringSearch(StopStringSearch other) {
        this.all = other.all.copy();
        this.shown = (other.shown != null) ? other.shown.copy() : null;
        this.hidden = other.hidden.copy();
    }

    /** Returns an independent copy of the current state. */
    StopStringSearch copy() {
        return new StopStringSearch(this);
    }

    /**
     * Adds the bytes of a shown token.
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

    /** Adds a hidden token by its name. */
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

    private static boolean append(StopStringMatcher matcher, byte[] bytes, boolean mayStop) {
        if (mayStop) {
            return matcher.append(bytes);
        }
        matcher.pass(bytes);
        return false;
    }

    /**
     * The number of trailing bytes that may still become part of a stop string.
     */
    int heldBytes() {
        int held = this.all.heldBytes();
        if (this.shown == null) {
            return held;
        }
        this.hidden.keep(held);
        return Math.max(this.hidden.shown(held), this.shown.heldBytes());
    }

    /** The matched stop string. */
    String matched() {
        return found().matched();
    }

    /**
     * The number of trailing bytes that are not part of the text. These are the bytes
     * after the stop string, and the stop string itself unless it is included.
     */
    int cutBytes(boolean includeStop) {
        int cut = found().cutBytes(includeStop);
        return (found() == this.all) ? this.hidden.shown(cut) : cut;
    }

    private StopStringMatcher found() {
        return (this.all.isMatched() || this.shown == null) ? this.all : this.shown;
    }

}
