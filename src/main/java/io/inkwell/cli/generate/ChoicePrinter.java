package io.inkwell.cli.generate;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.cli.terminal.TextOutput;
import io.inkwell.completion.OutputOptions;
import io.inkwell.completion.PromptTokens;
import io.inkwell.completion.TextToken;

/**
 * Prints one text of a completion, and a line break after it unless the text ends with
 * one. On a screen its prompt stands before it, greyed.
 */
final class ChoicePrinter {

    private final TextOutput out;

    private final OutputOptions output;

    private final String prompt;

    private final boolean shown;

    private boolean printed;

    /**
     * @param shown whether it is for a screen
     */
    ChoicePrinter(TextOutput out, OutputOptions output, String prompt, boolean shown) {
        this.out = out;
        this.output = output;
        this.prompt = prompt;
        this.shown = shown;
    }

    void begin() {
        if (this.shown && !this.output.echo()) {
            this.out.printDim(this.prompt);
            this.printed = !this.prompt.isEmpty();
        }
    }

    void print(String text) {
        this.out.print(text);
        this.printed = this.printed || !text.isEmpty();
    }

    /** Ends the line, whether or not the text is complete. */
    void leaveLine() {
        this.out.endLine();
    }

    /**
     * Ends it with a table of its tokens, and those of the prompt, if the request asks
     * for what they tell.
     */
    void end(@Nullable PromptTokens prompt, List<TextToken> tokens) {
        if (!this.printed) {
            // An empty text is an empty line.
            this.out.print("\n");
        }
        leaveLine();
        boolean told = this.output.logprobs() != null || this.output.promptLogprobs() != null
                || this.output.returnTokenIds();
        if (told) {
            this.out.print("\n" + ScoreTable.of(prompt, tokens));
        }
    }

}
