package io.inkwell.engine.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.inkwell.engine.Requests;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.engine.sequence.ScheduledSequence;
import io.inkwell.engine.sequence.Sequence;
import io.inkwell.model.step.KvCacheSize;

import static org.assertj.core.api.Assertions.assertThat;

/** Steps of ten prompt tokens; prompts share no prefix. */
class PrefillOrderTests {

    private final TestScheduler scheduler = new TestScheduler(new SchedulerLimits(10, 10, 1000),
            KvCacheSize.ofWholeSlots(64, 1200));

    private final List<Sequence> completed = new ArrayList<>();

    private int numPrompts;

    @Test
    void shortPromptsDoNotWaitForLongOnesBeforeThem() {
        List<Sequence> longPrompts = IntStream.range(0, 8).mapToObj((i) -> add(1000)).toList();
        step();
        List<Sequence> shortPrompts = IntStream.range(0, 20).mapToObj((i) -> add(10)).toList();
        IntStream.range(0, 20).forEach((i) -> step());
        assertThat(this.completed).containsExactlyElementsOf(shortPrompts);
        assertThat(longPrompts.get(0).numComputed()).isEqualTo(10);
    }

    @Test
    void equalPromptsCompleteInTheOrderOfTheirStart() {
        List<Sequence> prompts = IntStream.range(0, 3).mapToObj((i) -> add(15)).toList();
        IntStream.range(0, 5).forEach((i) -> step());
        assertThat(this.completed).containsExactlyElementsOf(prompts);
    }

    @Test
    void restOfStepGoesToTheNextPrompt() {
        add(30);
        add(4);
        assertThat(step().prefills()).extracting(ScheduledSequence::numTokens).containsExactly(4, 6);
    }

    /** Each step gets a new prompt that fills it. */
    @Test
    void longPromptCompletesAlthoughShortOnesKeepComing() {
        Sequence longPrompt = add(100);
        int numSteps = 0;
        while (!this.completed.contains(longPrompt) && numSteps < 1000) {
            add(10);
            step();
            numSteps++;
        }
        // Ten for its own tokens, and 72 for 8 tokens of others for each of the 90 that
        // it has more than they.
        assertThat(numSteps).isEqualTo(10 + 72);
    }

    private Sequence add(int length) {
        int[] prompt = Requests.prompt(length, 1);
        prompt[0] = this.numPrompts++;
        return this.scheduler.add(Requests.greedy(prompt, 1)).sequences().get(0);
    }

    private ScheduledBatch step() {
        ScheduledBatch batch = this.scheduler.step();
        for (ScheduledSequence each : TestScheduler.outputs(batch)) {
            this.completed.add(each.sequence());
            this.scheduler.finish(each.sequence());
        }
        return batch;
    }

}
