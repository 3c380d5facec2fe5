package io.inkwell.cli;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.CompletionRequest;
import io.inkwell.completion.PromptText;
import io.inkwell.completion.TextToken;

/**
 * Prints one text of a completion. On a screen its prompt stands before it, greyed;
 * everywhere else there is the text and nothing more.
 */
final class ChoicePrinter {

    private final TextOutput out;

    private final CompletionRequest request;

    private final String prompt;

    private final boolean shown;

    /**
     * @param shown whether it is for a screen
     */
    ChoicePrinter(TextOutput out, CompletionRequest request, String prompt, boolean shown) {
        this.out = out;
        this.request = request;
        this.prompt = prompt;
        this.shown = shown;
    }

    void begin() {
        if (this.shown && !this.request.echo()) {
            this.out.printDim(this.prompt);
        }
    }

    void print(String text) {
        this.out.print(text);
    }

    /** On a screen, what comes next has a line of its own. */
    void leaveLine() {
        if (this.shown) {
            this.out.endLine();
        }
    }

    /**
     * Ends it with a table of its tokens, and those of the prompt, if the request asks
     * for what they tell.
     */
    void end(@Nullable PromptText prompt, List<TextToken> tokens) {
        leaveLine();
        boolean told = this.request.logprobs() != null || this.request.promptLogprobs() != null
                || this.request.returnTokenIds();
        if (told) {
            this.out.endLine();
            this.out.print("\n" + ScoreTable.of(prompt, tokens));
        }
    }

}
