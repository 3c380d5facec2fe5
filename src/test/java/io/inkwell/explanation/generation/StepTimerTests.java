package io.inkwell.explanation.generation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StepTimerTests {

    @Test
    void measuresFromTheArrivalAndFromTheStartOfTheStep() {
        Deque<Long> nanos = new ArrayDeque<>(List.of(5_000_000L, 7_000_000L, 10_500_000L, 11_000_000L, 12_000_000L));
        StepTimer timer = new StepTimer(nanos::remove);

        timer.startStep();
        assertThat(timer.endStep()).isEqualTo(new StepTimer.Times(5.5, 3.5));
        timer.startStep();
        assertThat(timer.endStep()).isEqualTo(new StepTimer.Times(7, 1));
    }

}
