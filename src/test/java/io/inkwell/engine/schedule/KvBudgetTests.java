package io.inkwell.engine.schedule;

import java.util.Set;

import org.junit.jupiter.api.Test;

import io.inkwell.model.step.KvCacheSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class KvBudgetTests {

    /** Four slots of 64 cells, but memory for 96 cells in blocks of 16. */
    private final KvBudget budget = new KvBudget(new KvCacheSize(4, 64, 96, 16));

    @Test
    void reservesWholeBlocks() {
        this.budget.reserve(0, 17);
        assertThat(this.budget.numReserved()).isEqualTo(32);
    }

    @Test
    void rejectsAReservationBeyondTheMemory() {
        this.budget.reserve(0, 64);
        assertThat(this.budget.fits(1, 32)).isTrue();
        assertThat(this.budget.fits(1, 33)).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> this.budget.reserve(1, 33))
            .withMessage("slot 1 cannot reserve 33 cells: 64 of 96 are committed");
    }

    @Test
    void freeSlotKeepsItsCellsUntilTheyAreReleased() {
        this.budget.reserve(0, 64);
        this.budget.unreserve(0);
        assertThat(this.budget.numReserved()).isZero();
        assertThat(this.budget.fits(1, 48)).isFalse();
        assertThat(this.budget.release(0, 20)).isTrue();
        assertThat(this.budget.numCommitted()).isEqualTo(32);
        assertThat(this.budget.fits(1, 48)).isTrue();
    }

    @Test
    void sequenceReusesTheCellsOfItsSlot() {
        this.budget.reserve(0, 64);
        this.budget.unreserve(0);
        this.budget.reserve(0, 30);
        assertThat(this.budget.numCommitted()).isEqualTo(64);
        assertThat(this.budget.numReserved()).isEqualTo(32);
    }

    @Test
    void releasesOnlyCommittedCells() {
        this.budget.reserve(0, 20);
        assertThat(this.budget.release(0, 20)).isFalse();
        assertThat(this.budget.release(1, 0)).isFalse();
    }

    @Test
    void sequencesCanReserveWhatIsNeitherReservedNorKept() {
        this.budget.reserve(0, 32);
        this.budget.reserve(1, 64);
        this.budget.unreserve(1);
        assertThat(this.budget.canReserve(2, 32, Set.of())).isTrue();
        assertThat(this.budget.canReserve(3, 32, Set.of())).isFalse();
        assertThat(this.budget.canReserve(1, 16, Set.of(1))).isFalse();
    }

    @Test
    void everyWholeSlotCanBeReserved() {
        KvBudget whole = new KvBudget(KvCacheSize.ofWholeSlots(2, 64));
        whole.reserve(0, 1);
        whole.unreserve(0);
        whole.reserve(1, 1);
        assertThat(whole.canReserve(1, 64, Set.of(0))).isTrue();
        whole.reserve(0, 64);
        assertThat(whole.numReserved()).isEqualTo(128);
    }

}
