package com.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server in a process of its own, with the model in its jar. */
final class InkwellServer implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("at (http://localhost:\\d+)");

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path log;

    private final Process process;

    private InkwellServer(Path folder) throws IOException {
        Path jar = Path.of(System.getProperty("inkwell.jar")).toAbsolutePath();
        this.log = folder.resolve("log.txt");
        this.process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                jar.toString(), "--server.port=0", "--inkwell.kv-cache.size=64MB")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(this.log.toFile())
            .start();
    }

    /**
     * Starts the server.
     * @param folder of its log
     */
    static InkwellServer start(Path folder) throws IOException {
        return new InkwellServer(folder);
    }

    /** The URL of its API. Waits until it is ready. */
    String url() throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            boolean hasEnded = this.process.waitFor(100, TimeUnit.MILLISECONDS);
            Matcher address = ADDRESS.matcher(Files.readString(this.log));
            if (address.find()) {
                return address.group(1) + "/v1";
            }
            if (hasEnded) {
                break;
            }
        }
        throw new IllegalStateException("The server is not ready:\n" + Files.readString(this.log));
    }

    @Override
    public void close() throws InterruptedException {
        this.process.destroy();
        if (!this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            this.process.destroyForcibly();
        }
    }

}
