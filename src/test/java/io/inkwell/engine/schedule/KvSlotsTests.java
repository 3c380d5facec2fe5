package io.inkwell.engine.schedule;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.inkwell.engine.request.CacheSalt;
import io.inkwell.model.step.KvCacheSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KvSlotsTests {

    private static final CachedTokens TOKENS = new CachedTokens(new int[] { 1, 2, 3 }, CacheSalt.NONE);

    private final KvSlots slots = new KvSlots(KvCacheSize.ofWholeSlots(8, 4));

    @Test
    void prefersLowestEmptySlot() {
        take(0, 1, 2);
        this.slots.free(1, TOKENS);
        this.slots.free(2, CachedTokens.NONE);
        assertThat(this.slots.leastUseful(4)).isEqualTo(2);
    }

    @Test
    void evictsLeastRecentlyUsedSlot() {
        fill(3, 1, 4, 0, 2, 5, 6, 7);
        assertThat(this.slots.leastUseful(4)).isEqualTo(3);
        this.slots.touch(3);
        assertThat(this.slots.leastUseful(4)).isEqualTo(1);
    }

    @Test
    void prefersNeighborsOfRunningSequencesInOlderHalf() {
        fill(7, 5, 1, 3, 2, 0, 4, 6);
        take(4, 6);
        assertThat(this.slots.leastUseful(4)).isEqualTo(5);
        take(5);
        // 7 and 3 have one running neighbor each; 2 has none, and 0 was used too
        // recently.
        assertThat(this.slots.leastUseful(4)).isEqualTo(7);
    }

    @Test
    void neverEvictsRecentlyUsedHalf() {
        fill(0, 1, 2, 3, 7, 5, 4, 6);
        take(4, 6);
        assertThat(this.slots.leastUseful(4)).isEqualTo(0);
    }

    @Test
    void takenSlotHasNoCachedContents() {
        fill(0, 1, 2, 3, 4, 5, 6, 7);
        take(0);
        assertThat(this.slots.contents(0).isEmpty()).isTrue();
        assertThat(this.slots.numTaken()).isEqualTo(1);
        assertThat(this.slots.numFree()).isEqualTo(7);
    }

    @Test
    void rejectsTakingTwiceAndFreeingTwice() {
        take(0);
        assertThatThrownBy(() -> this.slots.take(0, 4)).isInstanceOf(IllegalStateException.class);
        this.slots.free(0, TOKENS);
        assertThatThrownBy(() -> this.slots.free(0, TOKENS)).isInstanceOf(IllegalStateException.class);
        take(0, 1, 2, 3, 4, 5, 6, 7);
        assertThatThrownBy(() -> this.slots.leastUseful(4)).isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("all 8 slots");
    }

    /** Frees all slots in the given order, each with contents. */
    private void fill(int... order) {
        take(order);
        IntStream.of(order).forEach((slot) -> this.slots.free(slot, TOKENS));
    }

    private void take(int... numbers) {
        IntStream.of(numbers).forEach((slot) -> this.slots.take(slot, 4));
    }

}
