package io.inkwell.engine.schedule;

import io.inkwell.engine.sequence.Sequence;
import io.inkwell.model.step.CellCopy;

/** Cells that a sequence takes on from another slot before it runs. */
record PrefixCopy(Sequence sequence, CellCopy cells) {

    /** What a slot holds of a sequence beyond what the sequence's own does. */
    static PrefixCopy of(CachedPrefix prefix, Sequence sequence) {
        return new PrefixCopy(sequence,
                new CellCopy(prefix.slot(), sequence.slot(), sequence.numComputed(), prefix.numTokens()));
    }

}
