package io.inkwell.cli.generate;

import java.util.Locale;
import java.util.Objects;

import io.inkwell.cli.terminal.TextOutput;
import io.inkwell.completion.Choice;
import io.inkwell.completion.Completion;
import io.inkwell.completion.CompletionService;
import io.inkwell.completion.CompletionSummary;
import io.inkwell.completion.EncodedCompletion;

/** Prints several choices at the end, each below a line with its number. */
record NumberedOutput(CompletionService completions, TextOutput out,
        ChoicePrinter printer) implements CompletionOutput {

    @Override
    public CompletionSummary write(EncodedCompletion completion) {
        Completion whole = Objects.requireNonNull(this.completions.complete(completion).block());
        for (Choice choice : whole.choices()) {
            this.out.printDim(heading(choice));
            this.out.endLine();
            this.printer.begin();
            this.printer.print(choice.text());
            this.printer.end(choice.prompt(), choice.tokens());
            this.out.endLine();
        }
        return whole.summary();
    }

    private static String heading(Choice choice) {
        String score = (choice.score() != null) ? String.format(Locale.ROOT, ", score %.4f", choice.score()) : "";
        return "--- " + (choice.index() + 1) + score;
    }

}
