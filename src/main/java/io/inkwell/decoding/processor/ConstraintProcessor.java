package io.inkwell.decoding.processor;

import java.util.Set;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenConstraint;
import io.inkwell.decoding.TokenHistory;

/**
 * Bans all tokens that the form of the output does not allow. EOS and stop tokens are
 * allowed where the form is complete, and nowhere else. Of a text without alternatives,
 * only the longest token is allowed.
 */
final class ConstraintProcessor implements LogitsProcessor {

    private final TokenConstraint constraint;

    private final int[] endTokenIds;

    private final float[] endScores;

    private final ForcedTokens forcedTokens;

    ConstraintProcessor(TokenConstraint constraint, Set<Integer> endTokenIds, ForcedTokens forcedTokens) {
        this.constraint = constraint;
        this.forcedTokens = forcedTokens;
        this.endTokenIds = endTokenIds.stream().mapToInt(Integer::intValue).toArray();
        this.endScores = new float[this.endTokenIds.length];
    }

    @Override
    public void process(Logits logits, TokenHistory history) {
        TokenConstraint.State state = history.state(this.constraint);
        int numTokens = logits.numCandidates();
        int forced = this.forcedTokens.next(state);
        if (forced >= 0) {
            logits.ban(0, forced);
            logits.ban(forced + 1, numTokens);
            return;
        }
        for (int i = 0; i < this.endTokenIds.length; i++) {
            int tokenId = this.endTokenIds[i];
            this.endScores[i] = (state.isComplete() && tokenId < numTokens) ? logits.get(tokenId)
                    : Float.NEGATIVE_INFINITY;
        }
        logits.banOthers(state.allowed());
        for (int i = 0; i < this.endTokenIds.length; i++) {
            if (this.endTokenIds[i] < numTokens) {
                logits.set(this.endTokenIds[i], this.endScores[i]);
            }
        }
    }

}
