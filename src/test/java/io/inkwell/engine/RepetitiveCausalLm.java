package io.inkwell.engine;

import io.inkwell.model.step.KvCacheSize;

/**
 * A model whose output mostly repeats the token a few positions back. Whether it does
 * depends on all tokens that a row sees.
 */
class RepetitiveCausalLm extends FakeCausalLm {

    private static final int PERIOD = 5;

    RepetitiveCausalLm(int numSlots, int maxPositions) {
        super(numSlots, maxPositions);
    }

    RepetitiveCausalLm(KvCacheSize cacheSize) {
        super(cacheSize);
    }

    @Override
    int next(int[] tokens, int length) {
        int hash = hash(tokens, length);
        return (hash < VOCABULARY / 8 || length < PERIOD) ? hash : tokens[length - PERIOD];
    }

}
