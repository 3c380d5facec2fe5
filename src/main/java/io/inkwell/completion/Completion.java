package io.inkwell.completion;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.stop.FinishReason;

/** A finished completion: its choices, in the order of their numbers. */
public record Completion(List<Choice> choices, CompletionSummary summary) {

    /** What the pieces of a choice, {@link CompletionChunk}, come to. */
    public record Choice(int index, String text, List<TextToken> tokens, @Nullable PromptText prompt,
            FinishReason finish, @Nullable Object stopReason, @Nullable Double score) {

        Choice withIndex(int index) {
            return new Choice(index, this.text, this.tokens, this.prompt, this.finish, this.stopReason, this.score);
        }

    }

}
