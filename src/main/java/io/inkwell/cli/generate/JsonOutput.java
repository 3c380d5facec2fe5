package io.inkwell.cli.generate;

import java.util.Objects;

import io.inkwell.cli.terminal.TextOutput;
import io.inkwell.completion.Completion;
import io.inkwell.completion.CompletionService;
import io.inkwell.completion.CompletionSummary;
import io.inkwell.completion.EncodedCompletion;
import io.inkwell.openai.CompletionJson;

/** Prints the response of the HTTP API on one line. */
record JsonOutput(CompletionService completions, CompletionJson bodies, TextOutput out) implements CompletionOutput {

    @Override
    public CompletionSummary write(EncodedCompletion completion) {
        Completion whole = Objects.requireNonNull(this.completions.complete(completion).block());
        this.out.print(this.bodies.write(completion, whole) + "\n");
        return whole.summary();
    }

}
