package io.inkwell.engine.sequence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.inkwell.decoding.search.Branch;
import io.inkwell.model.step.CellCopy;

/**
 * Which slot holds which branch of a search. The first child of a branch stays in the
 * branch's slot. The others move to slots without children, so a copy never overwrites
 * cells that are still needed. A move copies only the cells in which the two slots
 * differ.
 */
final class BranchSlots {

    private final List<Sequence> sequences;

    /** For the indexes of two sequences: in how many first cells their slots agree. */
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
        return this.branches.stream().filter(bySequence::containsKey).map(bySequence::get).toList();
    }

    /** Switches to the next branches. Returns the cells to copy before the next step. */
    List<CellCopy> follow(List<Branch> next) {
        List<Sequence> holders = holders(next);
        List<CellCopy> copies = new ArrayList<>();
        for (int i = 0; i < holders.size(); i++) {
            Sequence parent = this.branches.get(next.get(i).parent());
            if (holders.get(i) != parent) {
                copies.add(move(parent, holders.get(i)));
            }
        }
        for (int i = 0; i < holders.size(); i++) {
            holders.get(i).history().append(next.get(i).tokenId());
        }
        this.sequences.stream().filter((sequence) -> !holders.contains(sequence)).forEach(Sequence::standBy);
        this.branches = holders;
        return copies;
    }

    private List<Sequence> holders(List<Branch> next) {
        Set<Sequence> free = new LinkedHashSet<>(this.sequences);
        next.forEach((branch) -> free.remove(this.branches.get(branch.parent())));
        Set<Sequence> taken = new LinkedHashSet<>();
        List<Sequence> holders = new ArrayList<>();
        for (Branch branch : next) {
            Sequence parent = this.branches.get(branch.parent());
            Sequence holder = taken.add(parent) ? parent : free.iterator().next();
            free.remove(holder);
            holders.add(holder);
        }
        return holders;
    }

    /**
     * Continues a branch in another slot. Invariant: {@code common[a][b]} first cells of
     * the slots of {@code a} and {@code b} are equal. After the copy the target equals
     * the source, so it shares with every other slot what the source shares with it.
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
