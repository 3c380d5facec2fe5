package io.inkwell.completion;

import org.jspecify.annotations.Nullable;

/**
 * Bounds of prompt and output together, in tokens. They never refuse a prompt: beyond the
 * greatest length one token is generated.
 *
 * @param max null for none
 */
public record TotalLength(@Nullable Integer max, int min) {

    public static final TotalLength NONE = new TotalLength(null, 0);

    /**
     * The least number of output tokens.
     */
    int minTokens(int numPromptTokens, int minTokens) {
        return Math.max(minTokens, this.min - numPromptTokens);
    }

    /**
     * The greatest number of output tokens.
     * @param room how many the model's context has room for
     */
    int maxTokens(int numPromptTokens, int minTokens, int room) {
        if (this.max == null) {
            return room;
        }
        int left = Math.max(this.max - numPromptTokens, minTokens(numPromptTokens, minTokens));
        return Math.min(room, Math.max(1, left));
    }

}
