package io.inkwell.engine.schedule;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.ListIterator;

import io.inkwell.engine.sequence.Sequence;

/**
 * The sequences that wait for a slot: lower priority values first, then in order of
 * arrival. Waiting improves the priority of a sequence by one in each ageing period. All
 * sequences age at the same rate, so their order never changes: a sequence is inserted as
 * if it had arrived one period later for each step of its priority.
 */
final class WaitingSequences implements Iterable<Sequence> {

    /** Sums of delays and times must not overflow. Larger delays count as this one. */
    private static final long MAX_DELAY_NANOS = Long.MAX_VALUE / 4;

    private final LinkedList<Entry> entries = new LinkedList<>();

    private final long ageingNanos;

    WaitingSequences(Duration ageing) {
        this.ageingNanos = ageing.toNanos();
    }

    void add(Sequence sequence, long nowNanos) {
        Entry added = new Entry(sequence, nowNanos + delay(priority(sequence)));
        ListIterator<Entry> position = this.entries.listIterator(this.entries.size());
        while (position.hasPrevious()) {
            if (position.previous().rankNanos() - added.rankNanos() <= 0) {
                position.next();
                break;
            }
        }
        position.add(added);
    }

    private long delay(int priority) {
        long maxPriority = MAX_DELAY_NANOS / this.ageingNanos;
        return Math.max(-maxPriority, Math.min(maxPriority, priority)) * this.ageingNanos;
    }

    void remove(Sequence sequence) {
        this.entries.removeIf((entry) -> entry.sequence() == sequence);
    }

    /**
     * Whether a sequence with a higher priority, and so a lower value, is ahead of a
     * waiting one.
     */
    boolean hasHigherPriorityAhead(Sequence sequence) {
        return this.entries.stream()
            .map(Entry::sequence)
            .takeWhile((ahead) -> ahead != sequence)
            .anyMatch((ahead) -> priority(ahead) < priority(sequence));
    }

    private static int priority(Sequence sequence) {
        return sequence.group().request().priority();
    }

    boolean isEmpty() {
        return this.entries.isEmpty();
    }

    /** The iterator supports removal. */
    @Override
    public Iterator<Sequence> iterator() {
        Iterator<Entry> each = this.entries.iterator();
        return new Iterator<>() {

            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public Sequence next() {
                return each.next().sequence();
            }

            @Override
            public void remove() {
                each.remove();
            }

        };
    }

    /**
     * @param rankNanos when a sequence of priority 0 would have arrived to have the same
     * place
     */
    private record Entry(Sequence sequence, long rankNanos) {
    }

}
