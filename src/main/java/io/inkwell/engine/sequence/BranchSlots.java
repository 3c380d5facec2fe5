package io.inkwell.engine.sequence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.inkwell.decoding.search.Branch;
import io.inkwell.model.step.CellCopy;

/**
 * Assigns the branches of a search to slots. The first child of a branch stays in the
 * branch's slot. The others move to slots without children, so a copy never overwrites
 * cells that are still needed. A move copies only the cells in which the two slots
 * differ.
 */
final class BranchSlots {

    private final List<Sequence> sequences;

    /**
     * For the indexes of two sequences: the number of first cells that are equal in their
     * slots.
     */
    private final int[][] common;

    private List<Sequence> branches;

    BranchSlots(List<Sequence> sequences) {
        this.sequences = sequences;
        this.common = new int[sequences.size()][sequences.size()];
        this.branches = sequences.subList(0, 1);
    }

    /**
     * The rows of the branches, in the order of the search.
     */
    List<SequenceRows> inOrder(List<SequenceRows> rows) {
        Map<Sequence, SequenceRows> bySequence = rows.stream()
            .filter(SequenceRows::hasLogits)
            .collect(Collectors.toMap(SequenceRows::sequence, Function.identity()));
        return this.branches.stream().map((branch) -> Objects.requireNonNull(bySequence.get(branch))).toList();
    }

    /** Switches to the next branches. Returns the cells to copy before the next step. */
    List<CellCopy> switchTo(List<Branch> next) {
        List<Sequence> assigned = assignSlots(next);
        List<CellCopy> copies = new ArrayList<>();
        for (int i = 0; i < assigned.size(); i++) {
            Sequence parent = this.branches.get(next.get(i).parent());
            if (assigned.get(i) != parent) {
                copies.add(move(parent, assigned.get(i)));
            }
        }
        for (int i = 0; i < assigned.size(); i++) {
            assigned.get(i).history().append(next.get(i).tokenId());
        }
        this.sequences.stream().filter((each) -> !assigned.contains(each)).forEach(Sequence::pause);
        this.branches = assigned;
        return copies;
    }

    /** The sequence whose slot holds each of the next branches. */
    private List<Sequence> assignSlots(List<Branch> next) {
        Set<Sequence> free = new LinkedHashSet<>(this.sequences);
        next.forEach((branch) -> free.remove(this.branches.get(branch.parent())));
        Set<Sequence> taken = new LinkedHashSet<>();
        List<Sequence> assigned = new ArrayList<>();
        for (Branch branch : next) {
            Sequence parent = this.branches.get(branch.parent());
            Sequence sequence = taken.add(parent) ? parent : free.iterator().next();
            free.remove(sequence);
            assigned.add(sequence);
        }
        return assigned;
    }

    /**
     * Moves a branch to another slot. Invariant: {@code common[a][b]} first cells of the
     * slots of {@code a} and {@code b} are equal. After the copy the target equals the
     * source, so it shares with every other slot what the source shares with it.
     */
    private CellCopy move(Sequence from, Sequence to) {
        int source = this.sequences.indexOf(from);
        int target = this.sequences.indexOf(to);
        CellCopy copy = new CellCopy(from.slot(), to.slot(), this.common[source][target], from.numComputed());
        to.fork(from);
        for (int other = 0; other < this.common.length; other++) {
            setCommon(target, other, this.common[source][other]);
        }
        setCommon(source, target, from.numComputed());
        return copy;
    }

    private void setCommon(int one, int other, int numCells) {
        this.common[one][other] = numCells;
        this.common[other][one] = numCells;
    }

}
