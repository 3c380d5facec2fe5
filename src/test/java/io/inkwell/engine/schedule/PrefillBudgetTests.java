package io.inkwell.engine.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.inkwell.engine.Requests;
import io.inkwell.engine.request.PrefillLimit;
import io.inkwell.engine.request.RequestLimits;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.engine.request.Speculation;
import io.inkwell.model.step.KvCacheSize;

import static org.assertj.core.api.Assertions.assertThat;

/** A long prompt while four streams decode. A formula gives the time of each step. */
class PrefillBudgetTests {

    private static final int MAX_TOKENS = 512;

    private static final int STREAMS = 4;

    @Test
    void stepWithPromptTokensTakesAboutTwiceTheUsualTime() {
        Function<ScheduledBatch, Duration> machine = machine(8_000, 500, 250);

        List<ScheduledBatch> steps = prefill(Optional.empty(), machine);

        // Without prompt tokens a step takes 8 + 4 * 0.5 ms.
        assertThat(steps.get(0).numPrefillTokens()).isZero();
        assertThat(steps.get(1).numPrefillTokens()).isEqualTo(16);
        assertThat(whole(steps)).allSatisfy((step) -> {
            assertThat(step.numPrefillTokens()).isBetween(32, 36);
            assertThat(machine.apply(step)).isBetween(Duration.ofMillis(18), Duration.ofMillis(19));
        });
    }

    @Test
    void machineWithCheapPromptTokensTakesLargerPieces() {
        assertThat(whole(prefill(Optional.empty(), machine(8_000, 500, 50)))).last()
            .satisfies((step) -> assertThat(step.numPrefillTokens()).isEqualTo(180));
    }

    @Test
    void fillsAStepUpToTheGivenTime() {
        Function<ScheduledBatch, Duration> machine = machine(8_000, 500, 250);

        assertThat(whole(prefill(Optional.of(Duration.ofMillis(15)), machine)))
            .allSatisfy((step) -> assertThat(machine.apply(step)).isEqualTo(Duration.ofMillis(15)));
    }

    @Test
    void prefillsOneTokenIfDecodingTakesTheGivenTime() {
        assertThat(whole(prefill(Optional.of(Duration.ofMillis(5)), machine(8_000, 500, 250))))
            .allSatisfy((step) -> assertThat(step.numPrefillTokens()).isEqualTo(1));
    }

    @Test
    void promptTokensThatCostNothingAtMostDouble() {
        assertThat(prefill(Optional.empty(), machine(8_000, 500, 0))).extracting(ScheduledBatch::numPrefillTokens)
            .startsWith(0, 16, 32, 64, 128, 256, 512, 512);
    }

    @Test
    void stepWithoutPromptTokensFollows32StepsWithThem() {
        List<ScheduledBatch> steps = prefill(Optional.of(Duration.ofMillis(11)), machine(8_000, 500, 250));

        assertThat(IntStream.range(0, 68).filter((i) -> steps.get(i).numPrefillTokens() == 0)).containsExactly(0, 33,
                66);
    }

    @Test
    void shareOfTheBudgetNeverExceedsTheMaximum() {
        PrefillBudget budget = new PrefillBudget(new SchedulerLimits(10, 4, 100));

        assertThat(budget.tokens(1, 1, 1)).isEqualTo(4);
        assertThat(budget.tokens(1, 1, 2)).isEqualTo(8);
        assertThat(budget.tokens(1, 1, 20)).isEqualTo(10);
        assertThat(new PrefillBudget(new SchedulerLimits(10, Integer.MAX_VALUE, 100)).tokens(1, 1, 20)).isEqualTo(10);
    }

    private static List<ScheduledBatch> prefill(Optional<Duration> target, Function<ScheduledBatch, Duration> machine) {
        TestScheduler scheduler = new TestScheduler(new SchedulerLimits(MAX_TOKENS, new PrefillLimit.StepTime(target),
                RequestLimits.ofWaiting(100), Speculation.NONE), KvCacheSize.ofWholeSlots(STREAMS + 1, 4096));
        IntStream.range(0, STREAMS).forEach((i) -> scheduler.add(Requests.greedy(new int[] { i }, 1000)));
        scheduler.step();
        return scheduler.prefill(scheduler.add(Requests.greedy(Requests.prompt(2000, 1), 1)), machine);
    }

    /** The steps with prompt tokens after the first of them, without the last. */
    private static List<ScheduledBatch> whole(List<ScheduledBatch> steps) {
        List<ScheduledBatch> pieces = steps.stream().filter((step) -> step.numPrefillTokens() > 0).toList();
        return pieces.subList(1, pieces.size() - 1);
    }

    private static Function<ScheduledBatch, Duration> machine(int stepMicros, int decodeMicros, int prefillMicros) {
        return (step) -> Duration.ofNanos(
                1000L * (stepMicros + decodeMicros * step.numDecodeRows() + prefillMicros * step.numPrefillTokens()));
    }

}
