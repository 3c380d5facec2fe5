package io.inkwell.decoding;

import java.util.Set;

/** Stop conditions as tests want them. */
final class Stops {

    /** Nothing ends the text. */
    static final StopConditions NONE = new StopConditions(0, Integer.MAX_VALUE, Set.of(), Set.of(), false,
            StopSequences.NONE, false);

    private Stops() {
    }

}
