package io.inkwell.completion.prompt;

import org.jspecify.annotations.Nullable;

/**
 * Limits of prompt and output together, in tokens. They never reject a prompt: a prompt
 * of the maximum length or more still generates one token.
 *
 * @param max null for no maximum
 */
public record TotalLength(@Nullable Integer max, int min) {

    public static final TotalLength NONE = new TotalLength(null, 0);

    /** The minimum number of output tokens. */
    public int minTokens(int numPromptTokens, int minTokens) {
        return Math.max(minTokens, this.min - numPromptTokens);
    }

    /**
     * The maximum number of output tokens.
     * @param room the number of tokens that fit the context after the prompt
     */
    int maxTokens(int numPromptTokens, int minTokens, int room) {
        if (this.max == null) {
            return room;
        }
        int left = Math.max(this.max - numPromptTokens, minTokens(numPromptTokens, minTokens));
        return Math.min(room, Math.max(1, left));
    }

}
