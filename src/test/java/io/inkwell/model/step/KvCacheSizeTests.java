package io.inkwell.model.step;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KvCacheSizeTests {

    private final KvCacheSize size = new KvCacheSize(8, 100, 250, 16);

    @Test
    void roundsUpToBlocksWithinTheContext() {
        assertThat(this.size.inBlocks(0)).isZero();
        assertThat(this.size.inBlocks(16)).isEqualTo(16);
        assertThat(this.size.inBlocks(17)).isEqualTo(32);
        assertThat(this.size.inBlocks(97)).isEqualTo(100);
    }

    @Test
    void sequencesAreLimitedBySlotsAndMemory() {
        assertThat(this.size.maxSequences(100)).isEqualTo(2);
        assertThat(this.size.maxSequences(33)).isEqualTo(5);
        assertThat(this.size.maxSequences(1)).isEqualTo(8);
    }

    @Test
    void wholeSlotsHaveMemoryForEveryCell() {
        KvCacheSize whole = KvCacheSize.ofWholeSlots(3, 100);

        assertThat(whole.inBlocks(1)).isEqualTo(100);
        assertThat(whole.maxSequences(1)).isEqualTo(3);
    }

    @Test
    void rejectsMemoryForLessThanOneContext() {
        assertThatIllegalArgumentException().isThrownBy(() -> new KvCacheSize(8, 100, 99, 16))
            .withMessage("numCells must be at least the 100 cells of a slot; given: 99");
    }

    @Test
    void rejectsWholeSlotsBeyondMemory() {
        assertThatIllegalArgumentException().isThrownBy(() -> new KvCacheSize(3, 100, 299, 100))
            .withMessageContaining("300 cells of all slots")
            .withMessageContaining("given: 299");
    }

}
