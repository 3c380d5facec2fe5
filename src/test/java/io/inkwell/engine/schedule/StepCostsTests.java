package io.inkwell.engine.schedule;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StepCostsTests {

    private static final Percentage CLOSE = Percentage.withPercentage(1);

    private final StepCosts costs = new StepCosts();

    @Test
    void knowsNothingAtFirst() {
        assertThat(this.costs.decodeNanos(1)).isEmpty();
        assertThat(this.costs.nanosPerPrefillToken()).isEmpty();
    }

    @Test
    void learnsWhatAPromptTokenAdds() {
        this.costs.add(8, 0, 20_000);
        this.costs.add(8, 10, 25_000);

        assertThat(this.costs.decodeNanos(8)).hasValue(20_000);
        assertThat(this.costs.nanosPerPrefillToken()).hasValue(500);
    }

    @Test
    void estimatesStepsWithASimilarNumberOfRows() {
        this.costs.add(8, 0, 20_000);

        assertThat(this.costs.decodeNanos(16)).hasValue(20_000);
        assertThat(this.costs.decodeNanos(4)).hasValue(20_000);
        assertThat(this.costs.decodeNanos(17)).hasValue(20_000);
        assertThat(this.costs.decodeNanos(24)).isEmpty();
        assertThat(this.costs.decodeNanos(3)).isEmpty();
    }

    @Test
    void ignoresPromptTokensBesideUnknownDecodes() {
        this.costs.add(8, 10, 25_000);

        assertThat(this.costs.nanosPerPrefillToken()).isEmpty();
    }

    @Test
    void followsAMachineThatBecomesFaster() {
        this.costs.add(8, 0, 20_000);
        this.costs.add(8, 10, 30_000);
        for (int i = 0; i < 50; i++) {
            this.costs.add(8, 0, 10_000);
            this.costs.add(8, 10, 12_000);
        }

        assertThat(this.costs.decodeNanos(8).orElseThrow()).isCloseTo(10_000, CLOSE);
        assertThat(this.costs.nanosPerPrefillToken().orElseThrow()).isCloseTo(200, CLOSE);
    }

    @Test
    void aStepThatOtherWorkInterruptsChangesLittle() {
        this.costs.add(8, 0, 20_000);
        this.costs.add(8, 10, 25_000);
        this.costs.add(8, 0, 1_000_000_000);
        assertThat(this.costs.decodeNanos(8)).hasValue(32_000);

        this.costs.add(8, 10, 1_000_000_000);
        assertThat(this.costs.nanosPerPrefillToken().orElseThrow()).isLessThan(7_000);
    }

    @Test
    void aPromptTokenNeverCostsLessThanNothing() {
        this.costs.add(8, 0, 20_000);
        this.costs.add(8, 10, 15_000);

        assertThat(this.costs.nanosPerPrefillToken()).hasValue(0);
    }

    @Test
    void learnsCostsAfterAFirstStepThatWasSlow() {
        this.costs.add(8, 0, 100_000);
        for (int i = 0; i < 50; i++) {
            this.costs.add(8, 10, 12_000);
            this.costs.add(8, 0, 10_000);
        }

        assertThat(this.costs.nanosPerPrefillToken().orElseThrow()).isCloseTo(200, CLOSE);
    }

}
