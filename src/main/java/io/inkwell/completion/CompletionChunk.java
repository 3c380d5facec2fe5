package io.inkwell.completion;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.FinishReason;

/**
 * A piece of one choice's text. The pieces of a choice, joined, are its text; those of
 * different choices come mixed.
 *
 * @param finish null but on the last piece of the choice
 * @param stopReason what ended the text, where that is more than the model's own end: a
 * stop string or a token id
 * @param summary null but on the last piece of the last choice
 */
public record CompletionChunk(int choice, String text, @Nullable FinishReason finish, @Nullable Object stopReason,
        @Nullable CompletionSummary summary) {

    CompletionChunk with(CompletionSummary summary) {
        return new CompletionChunk(this.choice, this.text, this.finish, this.stopReason, summary);
    }

}
