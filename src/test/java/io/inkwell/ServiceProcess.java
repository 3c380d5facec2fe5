package io.inkwell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The service in a separate process, slowed down by {@link SlowSteps}. */
public final class ServiceProcess implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("at http://localhost:(\\d+)");

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path log;

    private final Path brake;

    private final Process process;

    private ServiceProcess(Path folder, List<String> settings) throws IOException {
        this.log = folder.resolve("log.txt");
        this.brake = Files.createFile(folder.resolve("brake"));
        List<String> args = new ArrayList<>(List.of("--server.port=0", "--slow-steps.while-exists=" + this.brake));
        args.addAll(settings);
        ProcessBuilder builder = JavaProcess.ofClass(folder, SlowSteps.class, args)
            .redirectErrorStream(true)
            .redirectOutput(this.log.toFile());
        this.process = builder.start();
    }

    /** Waits until the service is ready. */
    public static ServiceProcess start(Path folder, String... settings) throws IOException {
        ServiceProcess service = new ServiceProcess(folder, List.of(settings));
        await().until(() -> !service.process.isAlive() || ADDRESS.matcher(service.log()).find());
        return service;
    }

    public int port() {
        Matcher address = ADDRESS.matcher(log());
        assertThat(address.find()).as(log()).isTrue();
        return Integer.parseInt(address.group(1));
    }

    /** The output so far. */
    public String log() {
        try {
            return Files.readString(this.log);
        }
        catch (IOException ex) {
            throw new AssertionError(ex);
        }
    }

    /** Stops slowing down its steps. */
    public void releaseBrake() throws IOException {
        Files.delete(this.brake);
    }

    /** Sends SIGTERM. */
    public void terminate() {
        this.process.destroy();
    }

    boolean isAlive() {
        return this.process.isAlive();
    }

    public int exitCode() throws InterruptedException {
        assertThat(this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("the process has ended").isTrue();
        return this.process.exitValue();
    }

    @Override
    public void close() {
        this.process.destroyForcibly();
    }

}
