package io.inkwell.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.inkwell.decoding.NotANumber;
import io.inkwell.decoding.TokenLogprobs;

/** Gathers what a prompt's prefill gives beside the cache, chunk by chunk. */
final class PromptPass {

    private final GenerationRequest request;

    private final List<TokenLogprobs> logprobs = new ArrayList<>();

    private final List<float[]> hiddenStates = new ArrayList<>();

    PromptPass(GenerationRequest request) {
        this.request = request;
    }

    void accept(SequenceRows rows) {
        ScheduledSequence scheduled = rows.scheduled();
        for (int i = 0; i < scheduled.numScored(); i++) {
            this.logprobs.add(logprobs(rows, scheduled.from() + i + 1, i));
        }
        if (this.request.promptOutputs().hiddenStates()) {
            for (int i = 0; i < scheduled.numHidden(); i++) {
                int offset = rows.hiddenOffset(i);
                NotANumber.refuse("a hidden state", rows.output().hiddenStates(), offset, rows.hiddenSize());
                this.hiddenStates
                    .add(Arrays.copyOfRange(rows.output().hiddenStates(), offset, offset + rows.hiddenSize()));
            }
        }
    }

    private TokenLogprobs logprobs(SequenceRows rows, int position, int row) {
        float[] scores = rows.output().scores();
        int offset = rows.scoresOffset(row);
        NotANumber.refuse("a log-probability", rows.output().scores(), offset, 1);
        int firstTop = offset + 2;
        int numTop = this.request.promptOutputs().numTopLogprobs();
        int[] topTokenIds = new int[numTop];
        for (int i = 0; i < numTop; i++) {
            topTokenIds[i] = (int) scores[firstTop + i];
        }
        int firstLogprob = firstTop + rows.numTop();
        return new TokenLogprobs(this.request.promptTokens()[position], scores[offset], (int) scores[offset + 1],
                topTokenIds, Arrays.copyOfRange(scores, firstLogprob, firstLogprob + numTop));
    }

    PromptReport report() {
        return new PromptReport(List.copyOf(this.logprobs), List.copyOf(this.hiddenStates));
    }

}
