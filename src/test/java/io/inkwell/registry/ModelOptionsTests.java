package io.inkwell.registry;

import org.junit.jupiter.api.Test;

import io.inkwell.engine.SchedulerLimits;
import io.inkwell.model.Precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ModelOptionsTests {

    private static final long SLOT = 75L << 20;

    @Test
    void cacheIsDividedAmongTheReplicas() {
        assertThat(options(2, 10 * SLOT, 64).slotsPerReplica(SLOT)).isEqualTo(5);
    }

    @Test
    void noMoreSlotsThanSequencesMayRun() {
        assertThat(options(1, 1000 * SLOT, 64).slotsPerReplica(SLOT)).isEqualTo(64);
        assertThat(options(4, 1000 * SLOT, 64).slotsPerReplica(SLOT)).isEqualTo(16);
    }

    @Test
    void everyReplicaHasASlotHoweverLittleMemoryThereIs() {
        assertThat(options(3, 1, 64).slotsPerReplica(SLOT)).isEqualTo(1);
    }

    @Test
    void refusesToServeWithNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> options(0, SLOT, 1)).withMessageContaining("0");
    }

    private static ModelOptions options(int numReplicas, long kvCacheBytes, int maxSequences) {
        return new ModelOptions(Precision.FLOAT32, numReplicas, kvCacheBytes, maxSequences, true,
                new SchedulerLimits(512, 64, 100), false, null);
    }

}
