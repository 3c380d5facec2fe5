package io.inkwell.finetuning.api;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UploadPaceTests {

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private static final int FAST = (int) (10 * UploadPace.MIN_BYTES_PER_SECOND);

    private final AtomicLong nanos = new AtomicLong();

    private final UploadPace pace = new UploadPace(PAUSE, this.nanos::get);

    @Test
    void aFastClientMayPause() {
        assertThat(this.pace.after(FAST)).isEqualTo(PAUSE);
        pass(5);
        assertThat(this.pace.after(FAST)).isEqualTo(PAUSE);
    }

    @Test
    void aSlowClientHasTheTimeOfOnePause() {
        pass(20);
        assertThat(this.pace.after(1)).isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_001));
        pass(9);
        assertThat(this.pace.after(1)).isLessThan(Duration.ofMillis(1001));
        pass(2);
        assertThat(this.pace.after(1)).isZero();
    }

    @Test
    void bytesThatArriveInTimeExtendTheTime() {
        pass(20);
        assertThat(this.pace.after(FAST)).isEqualTo(Duration.ofSeconds(20));
    }

    private void pass(long seconds) {
        this.nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

}
