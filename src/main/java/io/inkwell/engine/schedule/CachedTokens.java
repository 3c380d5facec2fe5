package io.inkwell.engine.schedule;

import java.util.Arrays;

import io.inkwell.engine.request.CacheSalt;
import io.inkwell.engine.request.GenerationRequest;

/**
 * Tokens whose keys and values a slot holds.
 *
 * @param salt the salt of the request that they belong to
 */
record CachedTokens(int[] tokens, CacheSalt salt) {

    static final CachedTokens NONE = new CachedTokens(new int[0], CacheSalt.NONE);

    int length() {
        return this.tokens.length;
    }

    boolean isEmpty() {
        return length() == 0;
    }

    /**
     * The length of the prefix that a request can reuse: none under another salt.
     * @param limit the most tokens of the prompt that can be reused
     */
    int numShared(GenerationRequest request, int limit) {
        if (!this.salt.equals(request.cacheSalt())) {
            return 0;
        }
        int end = Math.min(length(), limit);
        int mismatch = Arrays.mismatch(this.tokens, 0, end, request.promptTokens(), 0, end);
        return (mismatch < 0) ? end : mismatch;
    }

}
