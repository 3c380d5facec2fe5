package io.inkwell.explanation.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.explanation.CancellationToken;
import io.inkwell.model.step.CausalLm;
import io.inkwell.model.step.ScoredRows;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepOutput;

/**
 * Computes one sequence in slot 0 of a model, in chunks. Checks for cancellation between
 * two chunks.
 */
public final class ForwardPass {

    /** Takes well under one second for the largest GPT-2 model. */
    private static final int CHUNK = 64;

    private static final long[] NONE = {};

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
            ScoredRows rows = new ScoredRows(LongStream.range(0, to - from).toArray(), longs(tokens, from + 1, to + 1),
                    numTop);
            float[] values = this.model.step(step(tokens, from, to, NONE, rows, NONE)).scores();
            for (int i = 0; i < to - from; i++) {
                scores.add(logprobs(tokens[from + i + 1], values, i * 2 * (1 + numTop), numTop));
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
        long[] last = { tokens.length - from - 1L };
        StepOutput output = this.model
            .step(step(tokens, from, tokens.length, last, ScoredRows.NONE, normalized ? new long[] { 0 } : NONE));
        return Arrays.copyOf(output.logits(), this.model.vocabularySize());
    }

    /** Computes the first tokens of a prompt. */
    public void fill(int[] tokens, int end) {
        for (int from = 0; from < end; from += CHUNK) {
            this.cancellation.throwIfCancelled();
            this.model.step(step(tokens, from, Math.min(end, from + CHUNK), NONE, ScoredRows.NONE, NONE));
        }
    }

    /**
     * Computes one more token of the sequence in slot 0.
     * @param position of the token in the sequence
     * @return the logits of the next token
     */
    public float[] append(int tokenId, int position) {
        this.cancellation.throwIfCancelled();
        StepOutput output = this.model.step(new StepInput(new long[] { tokenId }, new long[] { position }, new long[1],
                new long[] { 0, 1, 0, 1, position + 1L }, new long[1], NONE, ScoredRows.NONE, NONE));
        return Arrays.copyOf(output.logits(), this.model.vocabularySize());
    }

    private static StepInput step(int[] tokens, int from, int to, long[] outputs, ScoredRows scored,
            long[] normalized) {
        int numRows = to - from;
        return new StepInput(longs(tokens, from, to), LongStream.range(from, to).toArray(), new long[numRows],
                new long[] { 0, numRows, 0, 1, to }, outputs, NONE, scored, normalized);
    }

    private static long[] longs(int[] tokens, int from, int to) {
        return Arrays.stream(tokens, from, to).asLongStream().toArray();
    }

    // Layout: log-probability, rank, most likely tokens, their log-probabilities
    private static TokenLogprobs logprobs(int tokenId, float[] values, int offset, int numTop) {
        int[] topIds = new int[numTop];
        for (int i = 0; i < numTop; i++) {
            topIds[i] = (int) values[offset + 2 + i];
        }
        int firstLogprob = offset + 2 + numTop;
        return new TokenLogprobs(tokenId, values[offset], (int) values[offset + 1], topIds,
                Arrays.copyOfRange(values, firstLogprob, firstLogprob + numTop));
    }

}
