package io.inkwell.completion;

import org.jspecify.annotations.Nullable;

/**
 * What the response contains for each choice.
 *
 * @param echo whether the text starts with the prompt
 * @param logprobs how many of the most likely tokens to return for each output token;
 * null for no log-probabilities
 * @param promptLogprobs the same for each prompt token
 * @param returnTokenIds whether to return the token ids of prompts, choices and
 * log-probabilities
 * @param entropy whether to return the entropy with log-probabilities
 * @param tokensAsIds whether log-probabilities name tokens by id
 * @param skipSpecialTokens whether the text omits special tokens
 */
public record OutputOptions(boolean echo, @Nullable Integer logprobs, @Nullable Integer promptLogprobs,
        boolean returnTokenIds, boolean entropy, boolean tokensAsIds, boolean skipSpecialTokens) {

    /** The text alone, without special tokens. */
    public static final OutputOptions DEFAULT = new OutputOptions(false, null, null, false, false, false, true);

}
