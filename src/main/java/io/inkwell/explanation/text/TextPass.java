package io.inkwell.explanation.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.explanation.Caller;
import io.inkwell.model.step.CausalLm;
import io.inkwell.model.step.RowsOutput;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepRows;
import io.inkwell.model.step.TokenScore;

/**
 * Computes one text in a slot of a model, in chunks, between which the caller is asked
 * whether he still waits.
 */
public final class TextPass {

    /** Well under a second for the largest of the family. */
    private static final int CHUNK = 64;

    private final CausalLm model;

    private final Caller caller;

    public TextPass(CausalLm model, Caller caller) {
        this.model = model;
        this.caller = caller;
    }

    /** What the model has each token for, but the first, before which nothing stands. */
    public List<TokenLogprobs> score(int[] tokens, int numTop) {
        List<TokenLogprobs> scores = new ArrayList<>();
        for (int from = 0; from < tokens.length - 1; from += CHUNK) {
            this.caller.requireWaiting();
            int to = Math.min(tokens.length - 1, from + CHUNK);
            StepRows rows = StepRows.of(0, from, Arrays.copyOfRange(tokens, from, to))
                .withScores(Arrays.copyOfRange(tokens, from + 1, to + 1), numTop);
            RowsOutput output = step(rows);
            for (int i = 0; i < to - from; i++) {
                scores.add(logprobs(output.score(i)));
            }
        }
        return scores;
    }

    /**
     * Puts a text into slot 0.
     * @param normalized whether log-probabilities are wanted instead of logits
     * @return those of the token after it
     */
    public float[] read(int[] tokens, boolean normalized) {
        int from = (tokens.length - 1) / CHUNK * CHUNK;
        fill(tokens, from);
        this.caller.requireWaiting();
        StepRows rows = StepRows.of(0, from, Arrays.copyOfRange(tokens, from, tokens.length));
        return step(normalized ? rows.withLogprobs(1) : rows.withLogits(1)).copyLogits(0);
    }

    /** Puts the first tokens of a text into slot 0. */
    public void fill(int[] tokens, int end) {
        for (int from = 0; from < end; from += CHUNK) {
            this.caller.requireWaiting();
            step(StepRows.of(0, from, Arrays.copyOfRange(tokens, from, Math.min(end, from + CHUNK))));
        }
    }

    /**
     * Adds a token to the text that slot 0 holds the beginning of.
     * @param position its place in the text
     * @return the logits of the token after it
     */
    public float[] append(int tokenId, int position) {
        this.caller.requireWaiting();
        return step(StepRows.of(0, position, tokenId).withLogits(1)).copyLogits(0);
    }

    private RowsOutput step(StepRows rows) {
        return this.model.step(StepInput.of(rows)).rows().get(0);
    }

    private static TokenLogprobs logprobs(TokenScore score) {
        return new TokenLogprobs(score.tokenId(), score.logprob(), score.rank(), score.topTokenIds(),
                score.topLogprobs());
    }

}
