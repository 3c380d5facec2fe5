package io.inkwell.completion;

import org.jspecify.annotations.Nullable;

/**
 * Adds one part to one choice. The parts of a choice, joined, are its text; the chunks of
 * different choices interleave.
 *
 * @param numGeneratedTokens tokens generated so far, over all choices
 * @param summary null except on the last chunk of the completion
 */
public record CompletionChunk(Choice choice, int numGeneratedTokens, @Nullable CompletionSummary summary) {

    CompletionChunk with(CompletionSummary summary) {
        return new CompletionChunk(this.choice, this.numGeneratedTokens, summary);
    }

}
