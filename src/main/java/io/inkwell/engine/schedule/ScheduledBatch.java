package io.inkwell.engine.schedule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.inkwell.engine.sequence.ScheduledSequence;
import io.inkwell.engine.sequence.SequenceGroup;
import io.inkwell.engine.sequence.SequenceRows;
import io.inkwell.model.step.CellCopy;
import io.inkwell.model.step.CellRelease;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepOutput;

/**
 * One forward pass. Rows of decoding sequences and their drafts come first, in the order
 * of their slots, then chunks of prompts.
 *
 * @param releases the cells to release before anything else
 * @param prefixes the cells to copy before the pass
 */
public record ScheduledBatch(List<CellRelease> releases, List<PrefixCopy> prefixes, List<ScheduledSequence> decodes,
        List<ScheduledSequence> prefills) {

    public boolean isEmpty() {
        return this.decodes.isEmpty() && this.prefills.isEmpty();
    }

    public int numSequences() {
        return this.decodes.size() + this.prefills.size();
    }

    /** The number of its rows, drafts included. */
    public int numRows() {
        return sequences().stream().mapToInt(ScheduledSequence::numRows).sum();
    }

    /** The number of rows of decoding sequences, drafts included. */
    int numDecodeRows() {
        return this.decodes.stream().mapToInt(ScheduledSequence::numRows).sum();
    }

    int numPrefillTokens() {
        return this.prefills.stream().mapToInt(ScheduledSequence::numTokens).sum();
    }

    public List<ScheduledSequence> sequences() {
        List<ScheduledSequence> sequences = new ArrayList<>(this.decodes);
        sequences.addAll(this.prefills);
        return sequences;
    }

    /** The cells to copy before the step. */
    public List<CellCopy> copies() {
        return this.prefixes.stream().map(PrefixCopy::cells).toList();
    }

    /** The requests whose rows it computes. */
    public Set<SequenceGroup> groups() {
        return sequences().stream()
            .map((scheduled) -> scheduled.sequence().group())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The requests whose sequences need copies. */
    public Set<SequenceGroup> copyingGroups() {
        return this.prefixes.stream()
            .map((prefix) -> prefix.sequence().group())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Without these requests, and without releases and copies. */
    public ScheduledBatch without(Set<SequenceGroup> groups) {
        return new ScheduledBatch(List.of(), List.of(), without(this.decodes, groups), without(this.prefills, groups));
    }

    private static List<ScheduledSequence> without(List<ScheduledSequence> sequences, Set<SequenceGroup> groups) {
        return sequences.stream().filter((each) -> !groups.contains(each.sequence().group())).toList();
    }

    /** Two batches without copies, each with half of the requests. */
    public List<ScheduledBatch> halves() {
        List<SequenceGroup> groups = List.copyOf(groups());
        int middle = groups.size() / 2;
        return List.of(without(Set.copyOf(groups.subList(middle, groups.size()))),
                without(Set.copyOf(groups.subList(0, middle))));
    }

    public StepInput input() {
        StepInput.Builder input = StepInput.builder();
        this.decodes.forEach((scheduled) -> input.decode(scheduled.rows()));
        this.prefills.forEach((scheduled) -> input.prefill(scheduled.rows()));
        return input.build();
    }

    /** The output of a step for each of {@link #sequences()}, in their order. */
    public List<SequenceRows> rows(StepOutput output) {
        List<ScheduledSequence> sequences = sequences();
        return IntStream.range(0, sequences.size())
            .mapToObj((i) -> new SequenceRows(sequences.get(i), output.rows().get(i)))
            .toList();
    }

}
