package io.inkwell.decoding.stop;

import java.util.Set;

/** Stop conditions as tests want them. */
public final class Stops {

    /** Nothing ends the text. */
    public static final StopConditions NONE = new StopConditions(0, Integer.MAX_VALUE, Set.of(), Set.of(), false,
            StopSequences.NONE, false);

    /** An end-of-text token that may come after {@code minTokens}. */
    public static StopConditions at(int eosTokenId, int minTokens) {
        return new StopConditions(minTokens, Integer.MAX_VALUE, Set.of(), Set.of(eosTokenId), false, StopSequences.NONE,
                false);
    }

    /** Nothing ends the text, but it is to have {@code minTokens}. */
    public static StopConditions atLeast(int minTokens) {
        return new StopConditions(minTokens, Integer.MAX_VALUE, Set.of(), Set.of(), false, StopSequences.NONE, false);
    }

    private Stops() {
    }

}
