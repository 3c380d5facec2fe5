package io.inkwell.registry;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.program.ComputeDevice;
import io.inkwell.model.program.WeightOptions;

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
        assertThat(slots(options(2, 10 * SLOT, 64))).isEqualTo(5);
    }

    @Test
    void slotsAreLimitedByMaxSequences() {
        assertThat(slots(options(1, 1000 * SLOT, 64))).isEqualTo(64);
        assertThat(slots(options(4, 1000 * SLOT, 64))).isEqualTo(16);
    }

    @Test
    void everyReplicaHasAtLeastOneSlot() {
        assertThat(slots(options(3, 1, 64))).isEqualTo(1);
    }

    @Test
    void rejectsZeroResources() {
        assertThatIllegalArgumentException().isThrownBy(() -> options(0, SLOT, 1)).withMessageContaining("0");
    }

    @Test
    void cacheFitsNextToTheWeights() {
        assertThat(slots(options(2, 10 * SLOT, WEIGHTS + 7 * SLOT, 64))).isEqualTo(3);
    }

    @Test
    void rejectsAModelWithoutRoomForOneSlotPerReplica() {
        assertThatExceptionOfType(InsufficientMemoryException.class)
            .isThrownBy(() -> slots(options(2, SLOT, WEIGHTS + 2 * SLOT - 1, 64)))
            .withMessageContaining("weights of 400 MB and either 100 MB to load them or 2 x 75 MB");
    }

    @Test
    void rejectsAModelThatCannotBeLoaded() {
        assertThatExceptionOfType(InsufficientMemoryException.class)
            .isThrownBy(() -> slots(options(1, SLOT, WEIGHTS + LOADING - 1, 64)));
    }

    @Test
    void takesMemoryOfTheCpuForWeightsAndSlots() {
        ModelOptions options = options(2, 5 * SLOT, WEIGHTS + 7 * SLOT + 3, 64);

        assertThat(options.cpuBytes(MEMORY, slots(options))).isEqualTo(WEIGHTS + 4 * SLOT);
        assertThat(options.cpuBytesWhileLoading(MEMORY, slots(options))).isEqualTo(WEIGHTS + 4 * SLOT);
        assertThat(options.cpuBytesWhileLoading(MEMORY, 0)).isEqualTo(WEIGHTS + LOADING);
    }

    @Test
    void cudaDevicesShareTheirFreeMemoryAmongReplicas() {
        ModelOptions options = onCuda(2, Long.MAX_VALUE);

        assertThat(options.totalReplicas()).isEqualTo(4);
        // Nine tenths of the smaller device, less the weights, are room for 10 slots.
        assertThat(
                options.slotsPerReplica(MEMORY, (device) -> (WEIGHTS + 10 * SLOT) * 10 / 9 + 10 + device.cudaIndex()))
            .isEqualTo(5);
        assertThat(options.cpuBytes(MEMORY, 5)).isZero();
        assertThat(options.cpuBytesWhileLoading(MEMORY, 5)).isEqualTo(LOADING);
    }

    @Test
    void cacheSizeIsPerCudaDevice() {
        assertThat(onCuda(2, 6 * SLOT).slotsPerReplica(MEMORY, (device) -> 100 * SLOT)).isEqualTo(3);
    }

    @Test
    void rejectsACudaDeviceWithoutRoom() {
        assertThatExceptionOfType(InsufficientMemoryException.class)
            .isThrownBy(() -> onCuda(1, SLOT).slotsPerReplica(MEMORY, (device) -> WEIGHTS))
            .withMessageContaining("The 360 MB of memory left for the model on cuda:0 are insufficient");
    }

    private static ModelOptions onCuda(int numReplicas, long kvCacheBytes) {
        return new ModelOptions(WeightOptions.of(Precision.FLOAT16),
                List.of(ComputeDevice.cuda(0), ComputeDevice.cuda(1)), numReplicas, kvCacheBytes,
                new MemoryShares(Long.MAX_VALUE), 64, true, new SchedulerLimits(512, 64, 100), false, null);
    }

    private static int slots(ModelOptions options) {
        return options.slotsPerReplica(MEMORY, (device) -> {
            throw new AssertionError("the CPU has no memory of its own");
        });
    }

    private static ModelOptions options(int numReplicas, long kvCacheBytes, int maxSequences) {
        return options(numReplicas, kvCacheBytes, Long.MAX_VALUE, maxSequences);
    }

    private static ModelOptions options(int numReplicas, long kvCacheBytes, long maxBytes, int maxSequences) {
        return new ModelOptions(WeightOptions.of(Precision.FLOAT32), numReplicas, kvCacheBytes,
                new MemoryShares(maxBytes), maxSequences, true, new SchedulerLimits(512, 64, 100), false, null);
    }

}
