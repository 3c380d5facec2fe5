package io.inkwell.finetuning.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.inkwell.training.RunEvent;

/**
 * A process that trains: its faults and its memory are not those of the service, and it
 * runs with the lowest priority. It ends with a checkpoint when its input stream ends,
 * which happens also if the service is killed. Thread-safe.
 */
public final class TrainingProcess implements AutoCloseable {

    private final Process process;

    private final PidFile pidFile;

    private TrainingProcess(Process process, PidFile pidFile) {
        this.process = process;
        this.pidFile = pidFile;
    }

    /**
     * Waits for the process of an earlier service, which ends with a checkpoint.
     * @param pidFile that of the run
     */
    public static void awaitEarlier(Path pidFile) throws IOException, InterruptedException {
        new PidFile(pidFile).awaitEnd();
    }

    /**
     * Starts the process.
     * @param arguments of the command {@code train}
     * @param log gets what the process prints for people
     * @param pidFile keeps the number of the process while it runs
     * @throws IOException if it cannot start
     */
    public static TrainingProcess start(ProcessSettings settings, List<String> arguments, Path log, Path pidFile)
            throws IOException {
        PidFile pid = new PidFile(pidFile);
        List<String> command = new ArrayList<>(JavaCommand.of(settings));
        command.add("train");
        command.add("--child");
        command.add("--device=" + settings.device());
        command.add("--threads=" + settings.threads());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        TrainingProcess started = new TrainingProcess(process, pid);
        try {
            pid.write(process.toHandle());
            return started;
        }
        catch (IOException ex) {
            started.close();
            throw ex;
        }
    }

    /** Passes on what happens, on this thread, until the process ends. */
    public void forEachEvent(Consumer<RunEvent> action) {
        try (BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                RunEvent.parse(line).ifPresent(action);
            }
        }
        catch (IOException ex) {
            if (this.process.isAlive()) {
                throw new UncheckedIOException(ex);
            }
        }
    }

    /** Waits for the end of the process, and returns its exit code. */
    public int exitCode() throws InterruptedException {
        return this.process.waitFor();
    }

    /** Asks the process to save a checkpoint and to end. Does not wait. */
    public void stop() {
        try {
            this.process.getOutputStream().close();
        }
        catch (IOException ex) {
            // It has ended.
        }
    }

    /** Ends the process without a checkpoint. */
    public void kill() {
        this.process.destroyForcibly();
    }

    /**
     * Waits for the end of the process.
     * @return whether it has ended in this time
     */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        return this.process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Kills the process if it still runs. */
    @Override
    public void close() {
        this.process.destroyForcibly();
        this.pidFile.delete();
    }

}
