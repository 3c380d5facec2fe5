package io.inkwell.hub;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class LoggedProgressTests {

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void logsRateAndRemainingTimeEveryFiveSeconds(CapturedOutput output) {
        try (LoggedProgress progress = new LoggedProgress(this.nanos::get)) {
            progress.onFile(new HubId("owner/name", "main"), "model.safetensors", 500_000_000, 100_000_000);
            at(4, progress, 140_000_000);
            at(5, progress, 150_000_000);
            at(6, progress, 160_000_000);
        }

        assertThat(output)
            .contains("Downloading model.safetensors of owner/name, 500.0 MB, resuming at 100.0 MB",
                    "Downloading model.safetensors: 150.0 of 500.0 MB, 10.0 MB/s, 35 s left")
            .doesNotContain("140.0", "160.0");
    }

    private void at(int seconds, LoggedProgress progress, long present) {
        this.nanos.set(Duration.ofSeconds(seconds).toNanos());
        progress.onBytes(present);
    }

}
