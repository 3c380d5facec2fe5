package io.inkwell.registry;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.program.ComputeDevice;
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
            .isThrownBy(() -> cacheBytes(options(2, SLOT, WEIGHTS + 2 * SLOT - 1, 64)))
            .withMessageContaining("weights of 400 MB and either 100 MB to load them or 2 x 75 MB");
    }

    @Test
    void rejectsAModelThatCannotBeLoaded() {
        assertThatExceptionOfType(InsufficientMemoryException.class)
            .isThrownBy(() -> cacheBytes(options(1, SLOT, WEIGHTS + LOADING - 1, 64)));
    }

    @Test
    void takesMemoryOfTheCpuForWeightsAndSlots() {
        ModelOptions options = options(2, 5 * SLOT, WEIGHTS + 7 * SLOT + 3, 64);

        // Two replicas share the memory of five slots, whole or in parts.
        assertThat(cacheBytes(options)).isEqualTo(5 * SLOT);
        assertThat(options.cpuBytes(MEMORY, cacheBytes(options))).isEqualTo(WEIGHTS + 5 * SLOT);
        assertThat(options.cpuBytesWhileLoading(MEMORY, cacheBytes(options))).isEqualTo(WEIGHTS + 5 * SLOT);
        assertThat(options.cpuBytesWhileLoading(MEMORY, 0)).isEqualTo(WEIGHTS + LOADING);
    }

    @Test
    void slotsInBlocksAreLimitedByMaxSequencesAndAddressSpaceOnly() {
        ModelOptions options = options(2, 5 * SLOT, 64);

        assertThat(cache(options, 16, Long.MAX_VALUE)).isEqualTo(new KvCacheSize(32, 1024, 5 * 1024 / 2, 16));
        assertThat(cache(options, 16, 24 * SLOT)).isEqualTo(new KvCacheSize(12, 1024, 5 * 1024 / 2, 16));
        assertThat(cache(options, 16, 0)).isEqualTo(new KvCacheSize(2, 1024, 5 * 1024 / 2, 16));
    }

    @Test
    void wholeSlotsFitInMemory() {
        assertThat(cache(options(2, 5 * SLOT, 64), 1024, Long.MAX_VALUE)).isEqualTo(KvCacheSize.ofWholeSlots(2, 1024));
    }

    @Test
    void cacheIsNotLargerThanMaxSequencesInFull() {
        assertThat(cache(options(1, 100 * SLOT, 3), 16, Long.MAX_VALUE))
            .isEqualTo(new KvCacheSize(3, 1024, 3 * 1024, 16));
    }

    @Test
    void cudaDevicesShareTheirFreeMemoryAmongReplicas() {
        ModelOptions options = onCuda(2, Long.MAX_VALUE);
        // Nine tenths of the smaller device, less the weights, are room for 10 slots.
        long bytes = options.cacheBytes(MEMORY, (device) -> (WEIGHTS + 10 * SLOT) * 10 / 9 + 10 + device.cudaIndex());

        assertThat(options.totalReplicas()).isEqualTo(4);
        assertThat(wholeSlots(options, bytes)).isEqualTo(5);
        assertThat(options.cpuBytes(MEMORY, bytes)).isZero();
        assertThat(options.cpuBytesWhileLoading(MEMORY, bytes)).isEqualTo(LOADING);
    }

    @Test
    void cacheSizeIsPerCudaDevice() {
        ModelOptions options = onCuda(2, 6 * SLOT);

        assertThat(wholeSlots(options, options.cacheBytes(MEMORY, (device) -> 100 * SLOT))).isEqualTo(3);
    }

    @Test
    void rejectsACudaDeviceWithoutRoom() {
        assertThatExceptionOfType(InsufficientMemoryException.class)
            .isThrownBy(() -> onCuda(1, SLOT).cacheBytes(MEMORY, (device) -> WEIGHTS))
            .withMessageContaining("The 360 MB of memory left for the model on cuda:0 are insufficient");
    }

    private static ModelOptions onCuda(int numReplicas, long kvCacheBytes) {
        return new ModelOptions(WeightOptions.of(Precision.FLOAT16),
                List.of(ComputeDevice.cuda(0), ComputeDevice.cuda(1)), numReplicas, kvCacheBytes,
                new MemoryShares(Long.MAX_VALUE), 64, true, new SchedulerLimits(512, 64, 100), false, null, 1 << 20);
    }

    private static long cacheBytes(ModelOptions options) {
        return options.cacheBytes(MEMORY, (device) -> {
            throw new AssertionError("the CPU has no memory of its own");
        });
    }

    private static KvCacheSize cache(ModelOptions options, int cellsPerBlock, long addressBytes) {
        return options.cachePerReplica(cacheBytes(options), MEMORY, 1024, cellsPerBlock, addressBytes);
    }

    /** The slots of a replica if each takes memory for a whole context. */
    private static int wholeSlots(ModelOptions options) {
        return wholeSlots(options, cacheBytes(options));
    }

    private static int wholeSlots(ModelOptions options, long bytes) {
        return options.cachePerReplica(bytes, MEMORY, 1024, 1024, 0).numSlots();
    }

    private static ModelOptions options(int numReplicas, long kvCacheBytes, int maxSequences) {
        return options(numReplicas, kvCacheBytes, Long.MAX_VALUE, maxSequences);
    }

    private static ModelOptions options(int numReplicas, long kvCacheBytes, long maxBytes, int maxSequences) {
        return new ModelOptions(WeightOptions.of(Precision.FLOAT32), numReplicas, kvCacheBytes,
                new MemoryShares(maxBytes), maxSequences, true, new SchedulerLimits(512, 64, 100), false, null);
    }

}
