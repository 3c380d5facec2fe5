package io.inkwell.engine;

import java.util.ArrayList;
import java.util.List;

import io.inkwell.model.StepInput;

/**
 * One forward pass: a row for each decoding sequence, in the order of their slots, then
 * chunks of prompts.
 */
record ScheduledBatch(List<SlotCopy> copies, List<ScheduledSequence> decodes, List<ScheduledSequence> prefills) {

    boolean isEmpty() {
        return this.decodes.isEmpty() && this.prefills.isEmpty();
    }

    int numRows() {
        return this.decodes.size() + numPrefillTokens();
    }

    int numPrefillTokens() {
        return this.prefills.stream().mapToInt(ScheduledSequence::numTokens).sum();
    }

    List<ScheduledSequence> sequences() {
        List<ScheduledSequence> sequences = new ArrayList<>(this.decodes);
        sequences.addAll(this.prefills);
        return sequences;
    }

    /** The sequences that get a token from this step, in the order of the output rows. */
    List<ScheduledSequence> outputs() {
        return sequences().stream().filter(ScheduledSequence::hasOutput).toList();
    }

    StepInput input() {
        int numRows = numRows();
        long[] tokens = new long[numRows];
        long[] positions = new long[numRows];
        long[] slots = new long[numRows];
        List<Long> outputs = new ArrayList<>();
        int row = 0;
        for (ScheduledSequence scheduled : sequences()) {
            for (int position = scheduled.from(); position < scheduled.to(); position++, row++) {
                tokens[row] = scheduled.sequence().token(position);
                positions[row] = position;
                slots[row] = scheduled.sequence().slot();
            }
            if (scheduled.hasOutput()) {
                outputs.add(row - 1L);
            }
        }
        return new StepInput(tokens, positions, slots, AttentionSpans.of(this),
                outputs.stream().mapToLong(Long::longValue).toArray());
    }

}
