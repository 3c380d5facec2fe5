package io.inkwell.cli.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.Choice;
import io.inkwell.completion.CompletionChunk;
import io.inkwell.completion.CompletionService;
import io.inkwell.completion.CompletionSummary;
import io.inkwell.completion.EncodedCompletion;
import io.inkwell.completion.PromptTokens;
import io.inkwell.completion.TextToken;

/** Prints a single choice while it is generated. */
final class StreamedOutput implements CompletionOutput {

    private final CompletionService completions;

    private final ChoicePrinter printer;

    private final List<TextToken> tokens = new ArrayList<>();

    private @Nullable PromptTokens prompt;

    private @Nullable CompletionSummary summary;

    StreamedOutput(CompletionService completions, ChoicePrinter printer) {
        this.completions = completions;
        this.printer = printer;
    }

    // A failed write cancels the generation.
    @Override
    public CompletionSummary write(EncodedCompletion completion) {
        this.printer.begin();
        try {
            this.completions.stream(completion).doOnNext(this::accept).blockLast();
        }
        finally {
            this.printer.leaveLine();
        }
        this.printer.end(this.prompt, this.tokens);
        return Objects.requireNonNull(this.summary);
    }

    private void accept(CompletionChunk chunk) {
        Choice choice = chunk.choice();
        this.printer.print(choice.text());
        this.tokens.addAll(choice.tokens());
        if (choice.prompt() != null) {
            this.prompt = choice.prompt();
        }
        if (chunk.summary() != null) {
            this.summary = chunk.summary();
        }
    }

}
