package io.inkwell.cli.generate;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.cli.terminal.TextOutput;
import io.inkwell.completion.OutputOptions;
import io.inkwell.completion.PromptTokens;
import io.inkwell.completion.TextToken;

/**
 * Prints one choice, followed by a line break unless its text ends with one. On a
 * terminal, the dimmed prompt precedes it.
 */
final class ChoicePrinter {

    private final TextOutput out;

    private final OutputOptions output;

    private final String prompt;

    private final boolean isTerminal;

    private boolean printed;

    /**
     * @param isTerminal whether the output is a terminal
     */
    ChoicePrinter(TextOutput out, OutputOptions output, String prompt, boolean isTerminal) {
        this.out = out;
        this.output = output;
        this.prompt = prompt;
        this.isTerminal = isTerminal;
    }

    void begin() {
        if (this.isTerminal && !this.output.echo()) {
            this.out.printDim(this.prompt);
            this.printed = !this.prompt.isEmpty();
        }
    }

    void print(String text) {
        this.out.print(text);
        this.printed = this.printed || !text.isEmpty();
    }

    /** Ends the line, even if the text is incomplete. */
    void leaveLine() {
        this.out.endLine();
    }

    /**
     * Ends the line and prints tables of the output and prompt tokens, if requested.
     */
    void end(@Nullable PromptTokens prompt, List<TextToken> tokens) {
        if (!this.printed) {
            // Prints an empty line for an empty completion.
            this.out.print("\n");
        }
        leaveLine();
        boolean hasTable = this.output.logprobs() != null || this.output.promptLogprobs() != null
                || this.output.returnTokenIds();
        if (hasTable) {
            this.out.print("\n" + ScoreTable.of(prompt, tokens, this.output.entropy()));
        }
    }

}
