package io.inkwell.engine.schedule;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.inkwell.engine.Requests;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.engine.sequence.ScheduledSequence;
import io.inkwell.engine.sequence.Sequence;
import io.inkwell.engine.sequence.SequenceGroup;
import io.inkwell.engine.sequence.SequenceStatus;
import io.inkwell.model.step.CellCopy;
import io.inkwell.model.step.KvCacheSize;

import static org.assertj.core.api.Assertions.assertThat;

class SchedulerTests {

    private static final SchedulerLimits LIMITS = new SchedulerLimits(10, 4, 100);

    private static final KvCacheSize SIZE = KvCacheSize.ofWholeSlots(3, 64);

    private final TestScheduler scheduler = new TestScheduler(LIMITS, SIZE);

    @Test
    void prefillsNextPromptWithRemainingBudget() {
        add(8, 1);
        add(8, 1);
        assertThat(step().prefills()).extracting(ScheduledSequence::numTokens).containsExactly(8, 2);
    }

    @Test
    void usesSmallPrefillChunksWhileDecoding() {
        add(1, 1);
        step();
        add(20, 1);
        ScheduledBatch batch = step();
        assertThat(batch.decodes()).hasSize(1);
        assertThat(batch.prefills()).extracting(ScheduledSequence::numTokens).containsExactly(4);
    }

    @Test
    void prefillBudgetGrowsWithPromptsPerDecode() {
        add(1, 1);
        step();
        add(20, 1);
        add(20, 1);
        ScheduledBatch batch = step();
        assertThat(batch.prefills()).extracting(ScheduledSequence::numTokens).containsExactly(8);
    }

    @Test
    void requestsLogitsOnlyForCompletePrompts() {
        add(14, 1);
        assertThat(TestScheduler.outputs(step())).isEmpty();
        assertThat(TestScheduler.outputs(step())).hasSize(1);
    }

    @Test
    void sequenceWaitsForFreeSlot() {
        List<SequenceGroup> groups = List.of(add(2, 1), add(2, 1), add(2, 1), add(2, 1));
        step();
        assertThat(groups.get(3).sequences().get(0).status()).isEqualTo(SequenceStatus.WAITING);
        this.scheduler.finish(groups.get(1).sequences().get(0));
        step();
        assertThat(groups.get(3).sequences().get(0).slot()).isEqualTo(1);
    }

    @Test
    void choicesForkPrefilledSlot() {
        SequenceGroup group = add(6, 3);
        assertThat(step().copies()).isEmpty();
        assertThat(step().copies()).containsExactly(new CellCopy(0, 1, 0, 5), new CellCopy(0, 2, 0, 5));
        assertThat(group.sequences()).extracting(Sequence::numPending).containsOnly(1);
    }

    @Test
    void waitingChoiceReusesSlotOfFinishedChoice() {
        SequenceGroup group = add(6, 5);
        step();
        step();
        assertThat(group.sequences()).filteredOn((sequence) -> sequence.status() == SequenceStatus.WAITING).hasSize(2);
        this.scheduler.finish(group.sequences().get(1));
        Sequence next = group.sequences().get(3);
        assertThat(next.slot()).isEqualTo(1);
        assertThat(next.numPending()).isEqualTo(1);
        assertThat(this.scheduler.slots().numTaken()).isEqualTo(3);
    }

    @Test
    void choicesWaitingForPrefillDoNotBlockLaterRequests() {
        add(20, 2);
        SequenceGroup later = add(3, 1);
        step();
        assertThat(later.sequences().get(0).status()).isEqualTo(SequenceStatus.RUNNING);
    }

    @Test
    void cachedTokensDoNotCountTowardPrefillBudget() {
        SequenceGroup first = add(30, 1);
        IntStream.range(0, 3).forEach((i) -> step());
        this.scheduler.cancel(first);
        add(31, 1);
        add(9, 1);
        ScheduledBatch batch = step();
        assertThat(batch.decodes()).extracting(ScheduledSequence::from).containsExactly(30);
        assertThat(batch.prefills()).extracting(ScheduledSequence::numTokens).containsExactly(4);
    }

    @Test
    void copyingGroupsIncludeRequestsWithoutRows() {
        SequenceGroup first = add(30, 1);
        IntStream.range(0, 3).forEach((i) -> step());
        SequenceGroup before = add(Requests.prompt(20, 2), 2);
        SequenceGroup copied = add(56, 1);
        ScheduledBatch batch = this.scheduler.schedule();
        assertThat(batch.sequences()).extracting((scheduled) -> scheduled.sequence().group())
            .containsExactly(first, before);
        assertThat(batch.copies()).containsExactly(new CellCopy(0, 2, 0, 30));
        assertThat(batch.groups()).containsExactly(first, before);
        assertThat(batch.copyingGroups()).containsExactly(copied);
    }

    @Test
    void cancelReleasesAllSequences() {
        SequenceGroup group = add(6, 5);
        step();
        step();
        this.scheduler.finish(group.sequences().get(0));
        this.scheduler.cancel(group);
        assertThat(this.scheduler.hasWork()).isFalse();
        assertThat(this.scheduler.slots().numTaken()).isZero();
        assertThat(group.isFinished()).isTrue();
    }

    private SequenceGroup add(int promptLength, int numChoices) {
        return add(Requests.prompt(promptLength, 1), numChoices);
    }

    private SequenceGroup add(int[] prompt, int numChoices) {
        return this.scheduler.add(Requests.greedy(prompt, 9, numChoices));
    }

    private ScheduledBatch step() {
        return this.scheduler.step();
    }

}
