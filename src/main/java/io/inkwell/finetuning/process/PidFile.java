package io.inkwell.finetuning.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file with the number of a process and its start, which tells it from a later process
 * with the same number.
 */
record PidFile(Path path) {

    private static final Logger logger = LoggerFactory.getLogger(PidFile.class);

    private static final int PATIENCE_SECONDS = 120;

    /** Two processes can read different starts, because the clock is set in between. */
    private static final long CLOCK_TOLERANCE_MILLIS = 10_000;

    void write(ProcessHandle process) throws IOException {
        Files.writeString(this.path, process.pid() + " " + startOf(process));
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /**
     * Waits for the process of the file, if it still runs: its service was killed, so it
     * saves a checkpoint and ends. One that does not end is killed.
     */
    void awaitEnd() throws IOException, InterruptedException {
        Optional<ProcessHandle> left = running();
        if (left.isPresent()) {
            logger.info("Waiting for the training process {} of an earlier service", left.get().pid());
            for (int i = 0; i < PATIENCE_SECONDS && left.get().isAlive(); i++) {
                TimeUnit.SECONDS.sleep(1);
            }
            left.get().destroyForcibly();
            left.get().onExit().join();
        }
    }

    private Optional<ProcessHandle> running() throws IOException {
        if (!Files.exists(this.path)) {
            return Optional.empty();
        }
        String[] parts = Files.readString(this.path).strip().split(" ");
        boolean isWhole = parts.length == 2 && parts[0].matches("\\d{1,18}") && parts[1].matches("\\d{1,18}");
        return isWhole ? ProcessHandle.of(Long.parseLong(parts[0]))
            .filter((process) -> Math.abs(startOf(process) - Long.parseLong(parts[1])) <= CLOCK_TOLERANCE_MILLIS)
            .filter(ProcessHandle::isAlive) : Optional.empty();
    }

    void delete() {
        try {
            Files.deleteIfExists(this.path);
        }
        catch (IOException ex) {
            logger.warn("Cannot delete {}", this.path, ex);
        }
    }

}
