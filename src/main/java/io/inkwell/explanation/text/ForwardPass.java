package io.inkwell.explanation.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjIntConsumer;

import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.engine.request.PromptLogprobs;
import io.inkwell.explanation.CancellationToken;
import io.inkwell.model.step.CausalLm;
import io.inkwell.model.step.RowsOutput;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepRows;

/**
 * Computes one sequence in slot 0 of a model, in chunks. Checks for cancellation between
 * two chunks.
 */
public final class ForwardPass {

    /** Takes well under one second for the largest GPT-2 model. */
    private static final int CHUNK = 64;

    private final CausalLm model;

    private final CancellationToken cancellation;

    public ForwardPass(CausalLm model, CancellationToken cancellation) {
        this.model = model;
        this.cancellation = cancellation;
    }

    /** Scores every token but the first, which has no context. */
    public List<TokenLogprobs> score(int[] tokens, int numTop) {
        List<TokenLogprobs> scores = new ArrayList<>();
        for (int from = 0; from < tokens.length - 1; from += CHUNK) {
            this.cancellation.throwIfCancelled();
            int to = Math.min(tokens.length - 1, from + CHUNK);
            StepRows rows = StepRows.of(0, from, Arrays.copyOfRange(tokens, from, to))
                .withScores(Arrays.copyOfRange(tokens, from + 1, to + 1), numTop);
            RowsOutput output = step(rows);
            for (int i = 0; i < to - from; i++) {
                scores.add(PromptLogprobs.of(output.score(i)));
            }
        }
        return scores;
    }

    /**
     * Computes all tokens of a prompt.
     * @param normalized whether to return log-probabilities instead of logits
     * @return the logits or log-probabilities of the next token
     */
    public float[] read(int[] tokens, boolean normalized) {
        int from = (tokens.length - 1) / CHUNK * CHUNK;
        fill(tokens, from);
        this.cancellation.throwIfCancelled();
        StepRows rows = StepRows.of(0, from, Arrays.copyOfRange(tokens, from, tokens.length));
        return step(normalized ? rows.withLogprobs(1) : rows.withLogits(1)).copyLogits(0);
    }

    /**
     * Computes a prompt up to the last of some positions.
     * @param positions of tokens, ascending
     * @param logits receives a position and the logits of the token after it
     */
    public void readEach(int[] tokens, int[] positions, ObjIntConsumer<float[]> logits) {
        int end = positions[positions.length - 1] + 1;
        int next = 0;
        for (int from = 0; from < end; from += CHUNK) {
            this.cancellation.throwIfCancelled();
            int to = Math.min(end, from + CHUNK);
            int first = Math.min(to, positions[next]);
            RowsOutput output = step(StepRows.of(0, from, Arrays.copyOfRange(tokens, from, to)).withLogits(to - first));
            for (; next < positions.length && positions[next] < to; next++) {
                logits.accept(output.copyLogits(positions[next] - first), positions[next]);
            }
        }
    }

    /** Computes the first tokens of a prompt. */
    public void fill(int[] tokens, int end) {
        for (int from = 0; from < end; from += CHUNK) {
            this.cancellation.throwIfCancelled();
            step(StepRows.of(0, from, Arrays.copyOfRange(tokens, from, Math.min(end, from + CHUNK))));
        }
    }

    /**
     * Computes one more token of the sequence in slot 0.
     * @param position of the token in the sequence
     * @return the logits of the next token
     */
    public float[] append(int tokenId, int position) {
        this.cancellation.throwIfCancelled();
        return step(StepRows.of(0, position, tokenId).withLogits(1)).copyLogits(0);
    }

    private RowsOutput step(StepRows rows) {
        return this.model.step(StepInput.of(rows)).rows().get(0);
    }

}
