package io.inkwell.registry;

import org.junit.jupiter.api.Test;

import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.program.WeightOptions;
import io.inkwell.model.step.KvCacheSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ModelOptionsTests {

    private static final long SLOT = 75L << 20;

    private static final long WEIGHTS = 400L << 20;

    private static final long LOADING = 100L << 20;

    private static final ModelMemory MEMORY = new ModelMemory(WEIGHTS, LOADING, SLOT);

    @Test
    void cacheIsDividedAmongTheReplicas() {
        assertThat(wholeSlots(options(2, 10 * SLOT, 64))).isEqualTo(5);
    }

    @Test
    void slotsAreLimitedByMaxSequences() {
        assertThat(wholeSlots(options(1, 1000 * SLOT, 64))).isEqualTo(64);
        assertThat(wholeSlots(options(4, 1000 * SLOT, 64))).isEqualTo(16);
    }

    @Test
    void everyReplicaHasAtLeastOneSlot() {
        assertThat(wholeSlots(options(3, 1, 64))).isEqualTo(1);
    }

    @Test
    void rejectsZeroResources() {
        assertThatIllegalArgumentException().isThrownBy(() -> options(0, SLOT, 1)).withMessageContaining("0");
    }

    @Test
    void cacheFitsNextToTheWeights() {
        assertThat(wholeSlots(options(2, 10 * SLOT, WEIGHTS + 7 * SLOT, 64))).isEqualTo(3);
    }

    @Test
    void rejectsAModelWithoutRoomForOneSlotPerReplica() {
        assertThatExceptionOfType(InsufficientMemoryException.class)
            .isThrownBy(() -> options(2, SLOT, WEIGHTS + 2 * SLOT - 1, 64).cacheBytes(MEMORY))
            .withMessageContaining("weights of 400 MB and either 100 MB to load them or 2 x 75 MB");
    }

    @Test
    void rejectsAModelThatCannotBeLoaded() {
        assertThatExceptionOfType(InsufficientMemoryException.class)
            .isThrownBy(() -> options(1, SLOT, WEIGHTS + LOADING - 1, 64).cacheBytes(MEMORY));
    }

    @Test
    void reportsRemainingMemoryExactly() {
        ModelOptions options = options(2, 5 * SLOT, WEIGHTS + 7 * SLOT + 3, 64);

        assertThat(options.spareBytes(MEMORY)).isEqualTo(2 * SLOT + 3);
    }

    @Test
    void slotsInBlocksAreLimitedByMaxSequencesAndAddressSpaceOnly() {
        ModelOptions options = options(2, 5 * SLOT, 64);

        assertThat(options.cachePerReplica(options.cacheBytes(MEMORY), MEMORY, 1024, 16, Long.MAX_VALUE))
            .isEqualTo(new KvCacheSize(32, 1024, 5 * 1024 / 2, 16));
        assertThat(options.cachePerReplica(options.cacheBytes(MEMORY), MEMORY, 1024, 16, 24 * SLOT))
            .isEqualTo(new KvCacheSize(12, 1024, 5 * 1024 / 2, 16));
        assertThat(options.cachePerReplica(options.cacheBytes(MEMORY), MEMORY, 1024, 16, 0))
            .isEqualTo(new KvCacheSize(2, 1024, 5 * 1024 / 2, 16));
    }

    @Test
    void wholeSlotsFitInMemory() {
        ModelOptions options = options(2, 5 * SLOT, 64);

        assertThat(options.cachePerReplica(options.cacheBytes(MEMORY), MEMORY, 1024, 1024, Long.MAX_VALUE))
            .isEqualTo(KvCacheSize.ofWholeSlots(2, 1024));
    }

    @Test
    void cacheIsNotLargerThanMaxSequencesInFull() {
        ModelOptions options = options(1, 100 * SLOT, 3);

        assertThat(options.cachePerReplica(options.cacheBytes(MEMORY), MEMORY, 1024, 16, Long.MAX_VALUE))
            .isEqualTo(new KvCacheSize(3, 1024, 3 * 1024, 16));
    }

    /** The slots of a replica if each takes memory for a whole context. */
    private static int wholeSlots(ModelOptions options) {
        return options.cachePerReplica(options.cacheBytes(MEMORY), MEMORY, 1024, 1024, 0).numSlots();
    }

    private static ModelOptions options(int numReplicas, long kvCacheBytes, int maxSequences) {
        return options(numReplicas, kvCacheBytes, Long.MAX_VALUE, maxSequences);
    }

    private static ModelOptions options(int numReplicas, long kvCacheBytes, long maxBytes, int maxSequences) {
        return new ModelOptions(WeightOptions.of(Precision.FLOAT32), numReplicas, kvCacheBytes, maxBytes, maxSequences,
                true, new SchedulerLimits(512, 64, 100), false, null);
    }

}
