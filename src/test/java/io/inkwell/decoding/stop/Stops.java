package io.inkwell.decoding.stop;

import java.util.Set;

/** Stop conditions for tests. */
public final class Stops {

    /** No stop condition. */
    public static final StopConditions NONE = new StopConditions(0, Integer.MAX_VALUE, Set.of(), Set.of(), false,
            StopStrings.NONE, false);

    /** An EOS token that counts after {@code minTokens}. */
    public static StopConditions at(int eosTokenId, int minTokens) {
        return new StopConditions(minTokens, Integer.MAX_VALUE, Set.of(), Set.of(eosTokenId), false, StopStrings.NONE,
                false);
    }

    /** No stop condition, but {@code minTokens}. */
    public static StopConditions atLeast(int minTokens) {
        return new StopConditions(minTokens, Integer.MAX_VALUE, Set.of(), Set.of(), false, StopStrings.NONE, false);
    }

    private Stops() {
    }

}
