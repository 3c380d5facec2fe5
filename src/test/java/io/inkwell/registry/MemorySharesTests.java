package io.inkwell.registry;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MemorySharesTests {

    private final MemoryShares memory = new MemoryShares(100);

    private final Object first = new Object();

    private final Object second = new Object();

    @Test
    void ownersHoldAtMostTheTotal() {
        assertThat(this.memory.hold(this.first, 60)).isTrue();
        assertThat(this.memory.hold(this.second, 41)).isFalse();
        assertThat(this.memory.left()).isEqualTo(40);
        assertThat(this.memory.hold(this.second, 40)).isTrue();
        assertThat(this.memory.left()).isZero();
    }

    @Test
    void ownerReplacesWhatItHolds() {
        this.memory.hold(this.first, 60);

        assertThat(this.memory.hold(this.first, 101)).isFalse();
        assertThat(this.memory.left()).isEqualTo(40);
        assertThat(this.memory.hold(this.first, 100)).isTrue();
        assertThat(this.memory.left()).isZero();
    }

    @Test
    void releasedMemoryIsLeftForOthers() {
        this.memory.hold(this.first, 60);
        this.memory.release(this.first);

        assertThat(this.memory.left()).isEqualTo(100);
    }

    @Test
    void keptMemoryIsMissingForOthersEvenBeyondTheTotal() {
        this.memory.keep(this.first, 120);

        assertThat(this.memory.left()).isEqualTo(-20);
        assertThat(this.memory.hold(this.second, 1)).isFalse();
    }

}
