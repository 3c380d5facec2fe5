package io.inkwell.completion;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.stop.FinishReason;

/**
 * One choice of a completion: whole, or the part that a chunk adds to it.
 *
 * @param tokens the tokens whose offsets are final; empty unless token ids or
 * log-probabilities are requested
 * @param prompt the prompt tokens if requested; null except on the first part of a choice
 * @param finishReason null except on the last part of a choice
 * @param stopReason the stop string or token id that ended the choice, if one did
 * @param score the score by which a search ranked the choice; null except on the last
 * part
 */
public record Choice(int index, String text, List<TextToken> tokens, @Nullable PromptTokens prompt,
        @Nullable FinishReason finishReason, @Nullable Object stopReason, @Nullable Double score) {

    public Choice {
        tokens = List.copyOf(tokens);
    }

    /** Whether this is the last part of the choice, or the whole of it. */
    public boolean isFinished() {
        return this.finishReason != null;
    }

    /** The same choice under another index. */
    Choice withIndex(int index) {
        return new Choice(index, this.text, this.tokens, this.prompt, this.finishReason, this.stopReason, this.score);
    }

}
