package io.inkwell.registry;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UseCounterTests {

    private final AtomicLong nanos = new AtomicLong();

    private final AtomicInteger closed = new AtomicInteger();

    private final UseCounter uses = new UseCounter(this.nanos::get);

    @Test
    void unusedModelIsClosedAtOnce() {
        this.uses.retire(this.closed::incrementAndGet);

        assertThat(this.closed).hasValue(1);
        assertThat(this.uses.start()).isFalse();
    }

    @Test
    void usedModelIsClosedAfterItsLastUse() {
        this.uses.start();
        this.uses.start();
        this.uses.retire(this.closed::incrementAndGet);

        this.uses.end();
        assertThat(this.closed).hasValue(0);
        this.uses.end();
        assertThat(this.closed).hasValue(1);
    }

    @Test
    void requestOfARetiredModelMayStartTasks() {
        this.uses.start();
        this.uses.retire(this.closed::incrementAndGet);

        assertThat(this.uses.start()).isTrue();
        this.uses.end();
        this.uses.end();
        assertThat(this.closed).hasValue(1);
        assertThat(this.uses.start()).isFalse();
    }

    @Test
    void onlyAnUnusedModelRetiresWithoutWaiting() {
        this.uses.start();
        assertThat(this.uses.retireIfUnused()).isFalse();

        this.uses.end();
        assertThat(this.uses.retireIfUnused()).isTrue();
        assertThat(this.uses.start()).isFalse();
    }

    @Test
    void idleTimeCountsFromTheEndOfTheLastUse() {
        this.nanos.set(5);
        assertThat(this.uses.unusedFor()).isEqualTo(Duration.ofNanos(5));

        this.uses.start();
        this.nanos.set(7);
        assertThat(this.uses.unusedFor()).isZero();
        this.uses.end();
        this.nanos.set(10);
        assertThat(this.uses.unusedFor()).isEqualTo(Duration.ofNanos(3));
    }

}
