package io.inkwell.engine;

/**
 * A network whose texts mostly repeat what stood some tokens before and sometimes do not.
 * When they do not depends on all that a row sees.
 */
class RepetitiveCausalLm extends FakeCausalLm {

    private static final int PERIOD = 5;

    RepetitiveCausalLm(int numSlots, int maxPositions) {
        super(numSlots, maxPositions);
    }

    @Override
    int next(int[] tokens, int length) {
        int hash = hash(tokens, length);
        return (hash < VOCABULARY / 8 || length < PERIOD) ? hash : tokens[length - PERIOD];
    }

}
