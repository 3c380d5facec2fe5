package io.inkwell.completion;

import org.jspecify.annotations.Nullable;

/**
 * A part of one choice of a completion. The text of a choice is the concatenation of its
 * parts. Chunks of different choices may interleave.
 *
 * @param numGeneratedTokens tokens generated so far, over all choices
 * @param summary null except on the last chunk of the completion
 */
public record CompletionChunk(Choice choice, int numGeneratedTokens, @Nullable CompletionSummary summary) {

    CompletionChunk with(CompletionSummary summary) {
        return new CompletionChunk(this.choice, this.numGeneratedTokens, summary);
    }

}
