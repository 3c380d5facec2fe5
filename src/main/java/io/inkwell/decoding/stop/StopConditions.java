package io.inkwell.decoding.stop;

import java.util.HashSet;
import java.util.Set;

import io.inkwell.error.ServiceException;

/**
 * When the sequences of a request end.
 *
 * @param minTokens so many output tokens come before a token or a string may end the text
 * @param maxTokens the limit of output tokens; 0 asks for none
 * @param stopTokenIds the tokens that the request itself names
 * @param eosTokenIds the model's own end-of-text tokens
 * @param ignoreEos whether to go on after an end-of-text token, unless the request names
 * it
 * @param includeStop whether the text keeps the stop string or token that ended it
 */
public record StopConditions(int minTokens, int maxTokens, Set<Integer> stopTokenIds, Set<Integer> eosTokenIds,
        boolean ignoreEos, StopSequences stopSequences, boolean includeStop) {

    /**
     * @throws ServiceException an invalid request, with the field's wire name as its
     * param
     */
    public StopConditions {
        if (maxTokens < 0) {
            throw ServiceException.invalid("max_tokens", "max_tokens must be at least 0; given: " + maxTokens);
        }
        if (minTokens < 0 || minTokens > maxTokens) {
            throw ServiceException.invalid("min_tokens",
                    "min_tokens must be from 0 to max_tokens, " + maxTokens + "; given: " + minTokens);
        }
        stopTokenIds = Set.copyOf(stopTokenIds);
        for (int tokenId : stopTokenIds) {
            if (tokenId < 0) {
                throw ServiceException.invalid("stop_token_ids",
                        "stop_token_ids must be token ids, at least 0; given: " + tokenId);
            }
        }
        eosTokenIds = Set.copyOf(eosTokenIds);
    }

    /** All tokens that end the text. */
    public Set<Integer> endTokenIds() {
        if (this.ignoreEos) {
            return this.stopTokenIds;
        }
        Set<Integer> tokenIds = new HashSet<>(this.stopTokenIds);
        tokenIds.addAll(this.eosTokenIds);
        return tokenIds;
    }

    boolean isEos(int tokenId) {
        return !this.ignoreEos && this.eosTokenIds.contains(tokenId);
    }

}
