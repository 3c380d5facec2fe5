package io.inkwell.hub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressLinesTests {

    private final AtomicLong nanos = new AtomicLong();

    private final List<String> lines = new ArrayList<>();

    @Test
    void writesRateAndRemainingTimeEveryFiveSeconds() {
        try (ProgressLines progress = new ProgressLines(this.lines::add, this.lines::add, this.nanos::get)) {
            progress.onFile(new HubId("owner/name", "main"), "model.safetensors", 500_000_000, 100_000_000);
            at(4, progress, 140_000_000);
            at(5, progress, 150_000_000);
            at(6, progress, 160_000_000);
        }

        assertThat(this.lines).containsExactly(
                "Downloading model.safetensors of owner/name, 500.0 MB, resuming at 100.0 MB",
                "Downloading model.safetensors: 150.0 of 500.0 MB, 10.0 MB/s, 35 s left");
    }

    private void at(int seconds, ProgressLines progress, long present) {
        this.nanos.set(Duration.ofSeconds(seconds).toNanos());
        progress.onBytes(present);
    }

}
