package io.inkwell.registry;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MemoryBudgetTests {

    private static final long MB = 1 << 20;

    @Test
    void modelGetsTheMemoryOutsideHeapAndReserve() {
        MemoryBudget budget = new MemoryBudget(2048 * MB, 512 * MB);

        budget.require();

        assertThat(budget.left()).isEqualTo(1280 * MB);
    }

    @Test
    void rejectsAContainerWithoutRoomForAModel() {
        assertThatExceptionOfType(InsufficientMemoryException.class)
            .isThrownBy(() -> new MemoryBudget(320 * MB, 64 * MB).require())
            .withMessage("Of 320 MB of memory, the Java heap may use 64 MB, and PyTorch and the rest of "
                    + "Java 256 MB: nothing is left for a model");
    }

    @Test
    void readsTheBudgetOfThisProcess() {
        assertThat(MemoryBudget.current().total()).isPositive();
        assertThat(MemoryBudget.current().heap()).isEqualTo(Runtime.getRuntime().maxMemory());
    }

}
