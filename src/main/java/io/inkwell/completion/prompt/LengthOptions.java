package io.inkwell.completion.prompt;

import org.jspecify.annotations.Nullable;

/**
 * Limits of the number of output tokens.
 *
 * @param maxTokens the maximum; null for as many as fit the context
 * @param maxTokensField the field in which the client set the maximum
 * @param clampMaxTokens whether a maximum that does not fit the context is lowered
 * instead of rejected
 * @param minTokens the number of tokens before which neither a stop token nor a stop
 * string ends the choice
 * @param total limits of prompt and output together, where the other limits leave room
 */
public record LengthOptions(@Nullable Integer maxTokens, String maxTokensField, boolean clampMaxTokens, int minTokens,
        TotalLength total) {

    /** A maximum and no other limit. */
    public static LengthOptions max(int maxTokens) {
        return new LengthOptions(maxTokens, "max_tokens", false, 0, TotalLength.NONE);
    }

}
