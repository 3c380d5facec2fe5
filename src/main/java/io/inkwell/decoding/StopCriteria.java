package io.inkwell.decoding;

import org.jspecify.annotations.Nullable;

/** Decides after each token of one sequence whether it ends. Confined to one thread. */
public final class StopCriteria {

    private static final byte[] NOTHING = {};

    private final StopConditions conditions;

    /** Reads all tokens, whether or not the text shows them. */
    private final StopSequenceMatcher matcher;

    /** Reads what the text shows; null until the text leaves a token out. */
    private @Nullable StopSequenceMatcher shownMatcher;

    private final HiddenBytes hidden;

    private int numTokens;

    public StopCriteria(StopConditions conditions) {
        this.conditions = conditions;
        this.matcher = new StopSequenceMatcher(conditions.stopSequences());
        this.hidden = new HiddenBytes();
    }

    private StopCriteria(StopCriteria other) {
        this.conditions = other.conditions;
        this.matcher = other.matcher.copy();
        this.shownMatcher = (other.shownMatcher != null) ? other.shownMatcher.copy() : null;
        this.hidden = other.hidden.copy();
        this.numTokens = other.numTokens;
    }

    /** The same state, to go on in another way. */
    public StopCriteria copy() {
        return new StopCriteria(this);
    }

    /**
     * To be called once for each output token, in order, up to the one that ends the
     * sequence. Nothing but the limit ends it before it has its least number of tokens. A
     * token that stops it adds nothing to the text, unless the stop is to be included; a
     * stop string wins over the limit of tokens.
     * @param tokenBytes what this token stands for, whether or not the text shows it; may
     * be empty
     * @return a decision that counts the bytes that the text shows
     */
    public StopDecision check(int tokenId, byte[] tokenBytes) {
        boolean mayStop = this.numTokens >= this.conditions.minTokens();
        this.numTokens++;
        byte[] shownBytes = shownBytes(tokenId, tokenBytes);
        if (mayStop && this.conditions.stopTokenIds().contains(tokenId)) {
            return stopAtToken(shownBytes, tokenId);
        }
        if (mayStop && this.conditions.isEos(tokenId)) {
            return stopAtToken(shownBytes, null);
        }
        StopDecision stop = match(tokenBytes, shownBytes, mayStop);
        if (stop != null) {
            return stop;
        }
        if (this.numTokens >= this.conditions.maxTokens()) {
            return StopDecision.length();
        }
        return StopDecision.goOn(heldBytes());
    }

    private byte[] shownBytes(int tokenId, byte[] tokenBytes) {
        boolean isHidden = this.conditions.hiddenTokenIds().contains(tokenId);
        if (isHidden && this.shownMatcher == null) {
            this.shownMatcher = this.matcher.copy();
        }
        if (this.shownMatcher != null) {
            this.hidden.add(tokenBytes.length, isHidden);
        }
        return isHidden ? NOTHING : tokenBytes;
    }

    private @Nullable StopDecision match(byte[] tokenBytes, byte[] shownBytes, boolean mayStop) {
        StopSequenceMatcher shown = this.shownMatcher;
        if (!mayStop) {
            this.matcher.pass(tokenBytes);
            if (shown != null) {
                shown.pass(shownBytes);
            }
            return null;
        }
        if (this.matcher.append(tokenBytes)) {
            int cut = this.matcher.cutBytes(this.conditions.includeStop());
            return StopDecision.stop((shown != null) ? this.hidden.shown(cut) : cut, this.matcher.matched());
        }
        if (shown != null && shown.append(shownBytes)) {
            return StopDecision.stop(shown.cutBytes(this.conditions.includeStop()), shown.matched());
        }
        return null;
    }

    private int heldBytes() {
        int held = this.matcher.heldBytes();
        if (this.shownMatcher == null) {
            return held;
        }
        this.hidden.keep(held);
        return Math.max(this.hidden.shown(held), this.shownMatcher.heldBytes());
    }

    private StopDecision stopAtToken(byte[] shownBytes, @Nullable Integer reason) {
        return StopDecision.stop(this.conditions.includeStop() ? 0 : shownBytes.length, reason);
    }

}
