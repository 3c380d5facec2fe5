package io.inkwell.decoding.processor;

import java.util.Set;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenConstraint;
import io.inkwell.decoding.TokenHistory;

/**
 * Bans all tokens that the form of the output does not allow. EOS and stop tokens are
 * allowed where the form is complete, and nowhere else.
 */
final class ConstraintProcessor implements LogitsProcessor {

    private final TokenConstraint constraint;

    private final int[] endTokenIds;

    private final float[] endScores;

    ConstraintProcessor(TokenConstraint constraint, Set<Integer> endTokenIds) {
        this.constraint = constraint;
        this.endTokenIds = endTokenIds.stream().mapToInt(Integer::intValue).toArray();
        this.endScores = new float[this.endTokenIds.length];
    }

    @Override
    public void process(Logits logits, TokenHistory history) {
        TokenConstraint.State state = history.state(this.constraint);
        int numTokens = logits.numCandidates();
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
