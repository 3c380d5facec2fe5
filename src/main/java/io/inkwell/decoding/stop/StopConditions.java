package io.inkwell.decoding.stop;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.TokenConstraint;
import io.inkwell.error.ServiceException;

/**
 * The conditions that end the sequences of a request.
 *
 * @param minTokens the number of output tokens before an EOS token, stop token or stop
 * string counts
 * @param maxTokens the maximum number of output tokens; may be 0
 * @param stopTokenIds the stop tokens of the request
 * @param eosTokenIds the EOS tokens of the model
 * @param ignoreEos whether generation continues after an EOS token that is not also a
 * stop token
 * @param includeStop whether the text keeps the stop string or stop token that ended it
 * @param constraint the form of the output, which ends a sequence that it lets no token
 * continue; null for free text
 */
public record StopConditions(int minTokens, int maxTokens, Set<Integer> stopTokenIds, Set<Integer> eosTokenIds,
        boolean ignoreEos, StopStrings stopStrings, boolean includeStop, @Nullable TokenConstraint constraint) {

    /**
     * @throws ServiceException an invalid request, with the name of the request field as
     * its param
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
                        "stop_token_ids must be token ids of at least 0; given: " + tokenId);
            }
        }
        eosTokenIds = Set.copyOf(eosTokenIds);
    }

    /** The conditions for free text. */
    public StopConditions(int minTokens, int maxTokens, Set<Integer> stopTokenIds, Set<Integer> eosTokenIds,
            boolean ignoreEos, StopStrings stopStrings, boolean includeStop) {
        this(minTokens, maxTokens, stopTokenIds, eosTokenIds, ignoreEos, stopStrings, includeStop, null);
    }

    /** All tokens that end a sequence. */
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
