package io.inkwell.engine.schedule;

import java.util.Iterator;
import java.util.LinkedList;
import java.util.ListIterator;

import io.inkwell.engine.sequence.Sequence;

/**
 * The sequences that wait for a slot: lower priority values first, then in order of
 * arrival.
 */
final class WaitingSequences implements Iterable<Sequence> {

    private final LinkedList<Sequence> sequences = new LinkedList<>();

    void add(Sequence sequence) {
        int priority = sequence.group().request().priority();
        ListIterator<Sequence> position = this.sequences.listIterator(this.sequences.size());
        while (position.hasPrevious()) {
            if (position.previous().group().request().priority() <= priority) {
                position.next();
                break;
            }
        }
        position.add(sequence);
    }

    void remove(Sequence sequence) {
        this.sequences.remove(sequence);
    }

    /** Whether a sequence with a higher priority, and so a lower value, waits. */
    boolean hasHigherPriority(int priority) {
        return !this.sequences.isEmpty() && this.sequences.getFirst().group().request().priority() < priority;
    }

    boolean isEmpty() {
        return this.sequences.isEmpty();
    }

    /** The iterator supports removal. */
    @Override
    public Iterator<Sequence> iterator() {
        return this.sequences.iterator();
    }

}
