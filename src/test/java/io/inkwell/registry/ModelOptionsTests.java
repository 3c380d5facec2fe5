package io.inkwell.registry;

import org.junit.jupiter.api.Test;

import io.inkwell.engine.SchedulerLimits;
import io.inkwell.model.Precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ModelOptionsTests {

    private static final long SLOT = 75L << 20;

    private static final long WEIGHTS = 400L << 20;

    private static final long PACKING = WEIGHTS / 4;

    @Test
    void cacheIsDividedAmongTheReplicas() {
        assertThat(options(2, 10 * SLOT, 64).slotsPerReplica(SLOT, WEIGHTS)).isEqualTo(5);
    }

    @Test
    void noMoreSlotsThanSequencesMayRun() {
        assertThat(options(1, 1000 * SLOT, 64).slotsPerReplica(SLOT, WEIGHTS)).isEqualTo(64);
        assertThat(options(4, 1000 * SLOT, 64).slotsPerReplica(SLOT, WEIGHTS)).isEqualTo(16);
    }

    @Test
    void everyReplicaHasASlotHoweverLittleMemoryThereIs() {
        assertThat(options(3, 1, 64).slotsPerReplica(SLOT, WEIGHTS)).isEqualTo(1);
    }

    @Test
    void refusesToServeWithNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> options(0, SLOT, 1)).withMessageContaining("0");
    }

    @Test
    void theCacheTakesNoMoreThanTheWeightsLeave() {
        assertThat(options(2, 10 * SLOT, WEIGHTS + PACKING + 7 * SLOT, 64).slotsPerReplica(SLOT, WEIGHTS)).isEqualTo(3);
    }

    @Test
    void refusesAModelThatLeavesNoRoomForASlotEach() {
        assertThatExceptionOfType(InsufficientMemoryException.class)
            .isThrownBy(() -> options(2, SLOT, WEIGHTS + PACKING + 2 * SLOT - 1, 64).slotsPerReplica(SLOT, WEIGHTS))
            .withMessageContaining("weights of 400 MB, 100 MB to pack them in and 2 x 75 MB");
    }

    @Test
    void whatTheModelLeavesIsToldToTheByte() {
        ModelOptions options = options(2, 5 * SLOT, WEIGHTS + PACKING + 7 * SLOT + 3, 64);

        assertThat(options.spareBytes(SLOT, WEIGHTS)).isEqualTo(3 * SLOT + 3);
    }

    private static ModelOptions options(int numReplicas, long kvCacheBytes, int maxSequences) {
        return options(numReplicas, kvCacheBytes, Long.MAX_VALUE, maxSequences);
    }

    private static ModelOptions options(int numReplicas, long kvCacheBytes, long maxBytes, int maxSequences) {
        return new ModelOptions(Precision.FLOAT32, numReplicas, kvCacheBytes, maxBytes, maxSequences, true,
                new SchedulerLimits(512, 64, 100), false, null);
    }

}
