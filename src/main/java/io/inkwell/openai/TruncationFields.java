package io.inkwell.openai;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.prompt.Truncation;
import io.inkwell.error.ServiceException;

/**
 * Fields that truncate prompts.
 *
 * @param truncatePromptTokens the maximum number of prompt tokens to keep; -1 for as many
 * as fit
 * @param truncationSide the side from which tokens are removed: {@code left} or
 * {@code right}
 */
record TruncationFields(@Nullable Integer truncatePromptTokens, @Nullable String truncationSide) {

    /** Null if prompts that are too long are rejected. */
    @Nullable Truncation toTruncation() {
        Truncation.Side side = side();
        if (this.truncatePromptTokens == null) {
            return null;
        }
        int maxTokens = this.truncatePromptTokens;
        ServiceException.require(maxTokens == -1 || maxTokens >= 1, "truncate_prompt_tokens", "-1 or at least 1",
                maxTokens);
        return new Truncation(maxTokens, side);
    }

    private Truncation.Side side() {
        if (this.truncationSide == null || this.truncationSide.equals("left")) {
            return Truncation.Side.LEFT;
        }
        if (this.truncationSide.equals("right")) {
            return Truncation.Side.RIGHT;
        }
        throw ServiceException.invalid("truncation_side",
                "truncation_side must be \"left\" or \"right\"; given: another string");
    }

}
