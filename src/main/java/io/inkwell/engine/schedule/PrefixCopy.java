package io.inkwell.engine.schedule;

import io.inkwell.engine.sequence.Sequence;
import io.inkwell.model.step.CellCopy;

/** Cells to copy into the slot of a sequence before its next step. */
record PrefixCopy(Sequence sequence, CellCopy cells) {

    /** The cells of a prefix that the slot of the sequence lacks. */
    static PrefixCopy of(CachedPrefix prefix, Sequence sequence) {
        return new PrefixCopy(sequence,
                new CellCopy(prefix.slot(), sequence.slot(), sequence.numComputed(), prefix.numTokens()));
    }

}
