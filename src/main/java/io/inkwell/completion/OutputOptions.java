package io.inkwell.completion;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the response contains for each choice.
 *
 * @param echo whether the text starts with the prompt
 * @param logprobs how many of the most likely tokens to return for each output token;
 * null for no log-probabilities
 * @param logprobTokenIds tokens whose log-probabilities to return for each output token
 * in place of those of the most likely tokens; empty for those
 * @param promptLogprobs how many of the most likely tokens to return for each prompt
 * token; null for no log-probabilities
 * @param returnTokenIds whether to return the token ids of prompts, choices and
 * log-probabilities
 * @param entropy whether to return the entropy with log-probabilities
 * @param tokensAsIds whether log-probabilities name tokens by id
 * @param skipSpecialTokens whether the text omits special tokens
 */
public record OutputOptions(boolean echo, @Nullable Integer logprobs, List<Integer> logprobTokenIds,
        @Nullable Integer promptLogprobs, boolean returnTokenIds, boolean entropy, boolean tokensAsIds,
        boolean skipSpecialTokens) {

    /** The text alone, without special tokens. */
    public static final OutputOptions DEFAULT = new OutputOptions(false, null, List.of(), null, false, false, false,
            true);

    public OutputOptions {
        logprobTokenIds = List.copyOf(logprobTokenIds);
    }

    /** Whether log-probabilities include tokens other than that of the position. */
    public boolean hasTopLogprobs() {
        return (this.logprobs != null && this.logprobs > 0) || !this.logprobTokenIds.isEmpty();
    }

}
