package io.inkwell.completion;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.FinishReason;

/** A finished completion: its choices, in the order of their numbers. */
public record Completion(List<Choice> choices, CompletionSummary summary) {

    /**
     * @param stopReason as in {@link CompletionChunk}
     */
    public record Choice(int index, String text, FinishReason finish, @Nullable Object stopReason) {
    }

}
