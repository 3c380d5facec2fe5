package io.inkwell.decoding.stop;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.TokenBytes;
import io.inkwell.decoding.TokenConstraint;

/** Decides after each token whether a sequence ends. Confined to one thread. */
public final class StopCriteria {

    private final StopConditions conditions;

    private final TokenBytes text;

    private final StopStringSearch strings;

    private int numTokens;

    /** The state of the constraint after the output so far; null for free text. */
    private TokenConstraint.@Nullable State state;

    /**
     * Creates the criteria of one sequence.
     * @param text converts the output tokens to bytes; must not be shared
     */
    public StopCriteria(StopConditions conditions, TokenBytes text) {
        this.conditions = conditions;
        this.text = (conditions.stopStrings().size() > 0) ? text : TokenBytes.NONE;
        this.strings = new StopStringSearch(conditions.stopStrings());
        this.state = (conditions.constraint() != null) ? conditions.constraint().begin() : null;
    }

    private StopCriteria(StopCriteria other) {
        this.conditions = other.conditions;
        this.text = other.text.copy();
        this.strings = other.strings.copy();
        this.numTokens = other.numTokens;
        this.state = other.state;
    }

    /** Returns an independent copy of the current state, for a forked sequence. */
    public StopCriteria copy() {
        return new StopCriteria(this);
    }

    /**
     * Decides about the next token. Call it once per token, in order, and not after the
     * end. Before {@code minTokens}, only {@code maxTokens} ends the sequence. A stop
     * token adds nothing to the text unless the stop is included. A stop string takes
     * precedence over the end of the form, and that over {@code maxTokens}. The form ends
     * a sequence before {@code minTokens}, too, because no token is left then.
     */
    public StopDecision check(int tokenId) {
        boolean mayStop = this.numTokens >= this.conditions.minTokens();
        this.numTokens++;
        if (mayStop && this.conditions.stopTokenIds().contains(tokenId)) {
            return stopAtToken(tokenId);
        }
        if (mayStop && this.conditions.isEos(tokenId)) {
            return stopAtToken(null);
        }
        if (isMatched(tokenId, mayStop)) {
            return stopAtString(this.text.finish().length, false);
        }
        if (isFormEnded(tokenId)) {
            return StopDecision.stop(false, 0, null);
        }
        if (this.numTokens >= this.conditions.maxTokens()) {
            return (mayStop && this.strings.append(this.text.finish(), true)) ? stopAtString(0, false)
                    : StopDecision.length();
        }
        return StopDecision.goOn(this.strings.heldBytes());
    }

    private boolean isFormEnded(int tokenId) {
        if (this.state == null) {
            return false;
        }
        this.state = this.state.after(tokenId);
        return this.state.isComplete() && !this.state.canContinue();
    }

    private boolean isMatched(int tokenId, boolean mayStop) {
        byte[] hiddenBytes = this.text.hidden(tokenId);
        byte[] shownBytes = this.text.append(tokenId);
        return (hiddenBytes.length > 0) ? this.strings.appendHidden(hiddenBytes, mayStop)
                : this.strings.append(shownBytes, mayStop);
    }

    private StopDecision stopAtToken(@Nullable Integer reason) {
        boolean dropsToken = !this.conditions.includeStop();
        // Without the token, the bytes held back for it end the text.
        if (dropsToken && this.strings.append(this.text.finish(), true)) {
            return stopAtString(0, true);
        }
        return StopDecision.stop(dropsToken, 0, reason);
    }

    private StopDecision stopAtString(int numBytesAfter, boolean dropsToken) {
        return StopDecision.stop(dropsToken, this.strings.cutBytes(this.conditions.includeStop()) + numBytesAfter,
                this.strings.matched());
    }

}
