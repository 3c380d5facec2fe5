package io.inkwell.engine;

import java.util.stream.LongStream;

import io.inkwell.model.step.ScoredRows;
import io.inkwell.model.step.StepInput;

/** Lays the rows of a step out, sequence after sequence. */
final class StepRows {

    private final LongStream.Builder tokens = LongStream.builder();

    private final LongStream.Builder positions = LongStream.builder();

    private final LongStream.Builder slots = LongStream.builder();

    private final LongStream.Builder outputs = LongStream.builder();

    private final LongStream.Builder hidden = LongStream.builder();

    private final LongStream.Builder scored = LongStream.builder();

    private final LongStream.Builder targets = LongStream.builder();

    private final LongStream.Builder normalized = LongStream.builder();

    private int numRows;

    private int numOutputs;

    private int numTop;

    void add(ScheduledSequence scheduled) {
        Sequence sequence = scheduled.sequence();
        for (int position = scheduled.from(); position < scheduled.end(); position++) {
            this.tokens.add(scheduled.token(position));
            this.positions.add(position);
            this.slots.add(sequence.slot());
        }
        for (int i = 0; i < scheduled.numHidden(); i++) {
            this.hidden.add(this.numRows + i);
        }
        for (int i = 0; i < scheduled.numScored(); i++) {
            this.scored.add(this.numRows + i);
            this.targets.add(sequence.token(scheduled.from() + i + 1));
        }
        if (scheduled.numScored() > 0) {
            this.numTop = Math.max(this.numTop, sequence.group().request().promptOutputs().numTopLogprobs());
        }
        this.numRows += scheduled.numRows();
        for (int i = scheduled.numOutputs(); i > 0; i--) {
            this.outputs.add(this.numRows - i);
            if (sequence.group().needsLogprobs()) {
                this.normalized.add(this.numOutputs);
            }
            this.numOutputs++;
        }
    }

    StepInput input(long[] spans) {
        return new StepInput(array(this.tokens), array(this.positions), array(this.slots), spans, array(this.outputs),
                array(this.hidden), new ScoredRows(array(this.scored), array(this.targets), this.numTop),
                array(this.normalized));
    }

    private static long[] array(LongStream.Builder numbers) {
        return numbers.build().toArray();
    }

}
