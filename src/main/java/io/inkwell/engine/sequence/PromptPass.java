package io.inkwell.engine.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.inkwell.decoding.NotANumber;
import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.PromptLogprobs;
import io.inkwell.engine.request.PromptReport;
import io.inkwell.model.step.RowsOutput;

/** Collects the outputs of a prompt's prefill, chunk by chunk. */
final class PromptPass {

    private final GenerationRequest request;

    private final List<TokenLogprobs> logprobs = new ArrayList<>();

    private final List<float[]> hiddenStates = new ArrayList<>();

    PromptPass(GenerationRequest request) {
        this.request = request;
    }

    void accept(SequenceRows rows) {
        RowsOutput output = rows.output();
        for (int i = 0; i < output.numScores(); i++) {
            this.logprobs.add(PromptLogprobs.of(output.score(i)));
        }
        if (this.request.promptOutputs().hiddenStates()) {
            for (int i = 0; i < output.numHidden(); i++) {
                int offset = output.hiddenOffset(i);
                NotANumber.reject("a hidden state", output.hiddenStates(), offset, output.hiddenSize());
                this.hiddenStates.add(Arrays.copyOfRange(output.hiddenStates(), offset, offset + output.hiddenSize()));
            }
        }
    }

    PromptReport report() {
        return new PromptReport(List.copyOf(this.logprobs), List.copyOf(this.hiddenStates));
    }

}
