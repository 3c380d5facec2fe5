package io.inkwell.engine.schedule;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.search.BeamSearchParams;
import io.inkwell.decoding.search.BeamSearchParams.EarlyStopping;
import io.inkwell.engine.Requests;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.engine.sequence.ScheduledSequence;
import io.inkwell.engine.sequence.Sequence;
import io.inkwell.engine.sequence.SequenceGroup;
import io.inkwell.engine.sequence.SequenceStatus;
import io.inkwell.model.step.CellCopy;
import io.inkwell.model.step.CellRelease;
import io.inkwell.model.step.KvCacheSize;

import static org.assertj.core.api.Assertions.assertThat;

/** Sequences on a KV cache with more slots than its memory holds in full. */
class CellReservationTests {

    private static final SchedulerLimits LIMITS = new SchedulerLimits(1000, 1000, 100);

    /** Six slots of 256 cells, but memory for 320 cells in blocks of 16. */
    private static final KvCacheSize SIZE = new KvCacheSize(6, 256, 320, 16);

    private final KvSlots slots = new KvSlots(SIZE);

    private final PrefixCache prefixes = new PrefixCache(this.slots, true);

    private final Scheduler scheduler = new Scheduler(new SlotAllocator(this.slots, this.prefixes), this.prefixes,
            LIMITS, new AdmissionCounter(LIMITS.requests(), SIZE));

    @Test
    void moreSequencesRunThanMemoryHoldsInFull() {
        List<SequenceGroup> groups = IntStream.range(0, 6).mapToObj((i) -> add(i, 30, 10)).toList();
        step();
        assertThat(groups).allSatisfy((group) -> assertThat(group.isRunning()).isTrue());
        assertThat(this.slots.numReservedCells()).isEqualTo(6 * 48);
    }

    @Test
    void sequenceWaitsForCellsThoughSlotsAreFree() {
        SequenceGroup first = add(0, 200, 10);
        SequenceGroup second = add(1, 100, 13);
        step();
        assertThat(second.isRunning()).isFalse();
        this.scheduler.cancel(first);
        step();
        assertThat(second.isRunning()).isTrue();
    }

    @Test
    void smallSequenceDoesNotOvertakeALargeOne() {
        add(0, 200, 10);
        SequenceGroup large = add(1, 200, 10);
        SequenceGroup small = add(2, 10, 2);
        step();
        assertThat(large.isRunning()).isFalse();
        assertThat(small.isRunning()).isFalse();
    }

    @Test
    void searchReservesCellsForAllItsBranchesAtOnce() {
        add(0, 200, 10);
        SequenceGroup search = SequenceGroup.of(GenerationRequest.builder(Requests.prompt(30, 1), Requests.stopAfter(3))
            .search(new BeamSearchParams(4, 1, 0, 1, EarlyStopping.FALSE))
            .build());
        this.scheduler.add(search, 0);
        step();
        // 224 cells are reserved, and the branches need 4 x 32.
        assertThat(search.isRunning()).isFalse();
        assertThat(this.slots.numReservedCells()).isEqualTo(224);
    }

    @Test
    void choicesThatDoNotFitTakeOverTheSlotsOfOthers() {
        SequenceGroup group = SequenceGroup.of(Requests.greedy(Requests.prompt(140, 1), 5, 3));
        this.scheduler.add(group, 0);
        step();
        step();
        assertThat(group.sequences()).extracting(Sequence::status)
            .containsExactly(SequenceStatus.RUNNING, SequenceStatus.RUNNING, SequenceStatus.WAITING);
        this.scheduler.finish(group.sequences().get(0));
        assertThat(group.sequences().get(2).slot()).isEqualTo(0);
    }

    @Test
    void unusedCellsAreReleasedBeforeCachedPrefixes() {
        // Both have computed 40 tokens, and the first reserved 200 cells more.
        cache(0, 40, 200);
        cache(1, 40, 1);
        add(2, 200, 1);
        assertThat(step().releases()).containsExactly(new CellRelease(0, 48));
        assertThat(this.slots.contents(0).length()).isEqualTo(40);
        assertThat(this.slots.contents(1).length()).isEqualTo(40);
    }

    @Test
    void leastRecentlyUsedPrefixIsReleasedFirst() {
        SequenceGroup first = add(0, 96, 1);
        SequenceGroup second = add(1, 96, 1);
        SequenceGroup third = add(2, 96, 1);
        step();
        List.of(second, third, first).forEach(this.scheduler::cancel);
        // The new sequence takes over the cells of the least recently used slot, 1. It
        // needs more, so slot 2 is next.
        add(3, 200, 1);
        assertThat(step().releases()).containsExactly(new CellRelease(2, 0));
        assertThat(this.slots.contents(0).length()).isEqualTo(96);
    }

    @Test
    void releasedPrefixIsComputedAgain() {
        cache(0, 96, 1);
        cache(1, 250, 1);
        add(0, 97, 1);
        assertThat(step().prefills()).extracting(ScheduledSequence::numTokens).containsExactly(97);
    }

    @Test
    void slotIsNotReleasedInTheStepThatCopiesFromIt() {
        SequenceGroup first = add(0, 96, 1);
        SequenceGroup second = add(1, 96, 1);
        step();
        List.of(second, first).forEach(this.scheduler::cancel);
        // It shares 32 tokens with the first prompt, which has 64 more worth keeping.
        int[] sharing = Requests.prompt(60, 0);
        IntStream.range(32, 60).forEach((i) -> sharing[i] = 49 - sharing[i]);
        add(sharing, 1);
        SequenceGroup large = add(2, 170, 1);
        ScheduledBatch batch = step();
        assertThat(batch.copies()).containsExactly(new CellCopy(0, 2, 0, 32));
        assertThat(batch.releases()).isEmpty();
        assertThat(large.isRunning()).isFalse();
        assertThat(step().releases()).containsExactly(new CellRelease(0, 0));
        assertThat(large.sequences()).extracting(Sequence::slot).containsExactly(1);
    }

    /** Computes a prompt, whose keys and values then stay in its slot. */
    private void cache(int seed, int promptLength, int maxTokens) {
        SequenceGroup group = add(seed, promptLength, maxTokens);
        step();
        this.scheduler.cancel(group);
    }

    private SequenceGroup add(int seed, int promptLength, int maxTokens) {
        return add(Requests.prompt(promptLength, seed), maxTokens);
    }

    private SequenceGroup add(int[] prompt, int maxTokens) {
        SequenceGroup group = SequenceGroup.of(Requests.greedy(prompt, maxTokens));
        this.scheduler.add(group, 0);
        return group;
    }

    /** Schedules a step and applies its effects to the sequences. */
    private ScheduledBatch step() {
        ScheduledBatch batch = this.scheduler.schedule(0);
        batch.sequences().forEach((scheduled) -> scheduled.sequence().markComputed(scheduled.numTokens()));
        return batch;
    }

}
