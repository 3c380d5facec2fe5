package io.inkwell.hub;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.inkwell.JavaProcess;
import io.inkwell.SmallDisk;

/**
 * Fetches a model to a small file system in memory, which something else fills during the
 * download.
 */
final class FullDisk {

    private FullDisk() {
    }

    /** The outcome with the full disk, and again after the other file is gone. */
    static Result fetch(String endpoint, Path folder) throws IOException, InterruptedException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path output = folder.resolve("output.txt");
        ProcessBuilder java = JavaProcess.ofClass(folder, FullDisk.class, List.of(endpoint, disk.toString()));
        Process process = SmallDisk.mount(disk, "3m", java)
            .redirectOutput(output.toFile())
            .redirectError(folder.resolve("errors.txt").toFile())
            .start();
        JavaProcess.exitCode(process);
        List<String> lines = Files.readAllLines(output);
        return new Result(lines.get(0), lines.get(1));
    }

    public static void main(String[] args) throws IOException {
        Path disk = Path.of(args[1]);
        Path other = disk.resolve("other");
        Hub hub = new Hub(
                HubSettings.of(Map.of("HF_ENDPOINT", args[0], "HF_HUB_CACHE", disk.resolve("cache").toString()), disk),
                DescriptionCheck.NONE);
        StringBuilder outcomes = new StringBuilder(outcome(hub, new Filling(other))).append('\n');
        Files.delete(other);
        outcomes.append(outcome(hub, HubProgress.NONE)).append('\n');
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write(outcomes.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String outcome(Hub hub, HubProgress progress) {
        try {
            hub.fetch(new HubId("owner/name", "main"), progress);
            return "complete";
        }
        catch (IOException ex) {
            return String.valueOf(ex.getMessage());
        }
    }

    record Result(String failure, String second) {

    }

    /** Fills the disk after the first bytes of the weights. */
    private record Filling(Path other) implements HubProgress {

        @Override
        public void onCachedCopy(HubId id, String reason) {
            // Not used.
        }

        @Override
        public void onFile(HubId id, String file, long size, long present) {
            // Nothing to do.
        }

        @Override
        public void onBytes(long present) {
            if (present > 10_000 && !Files.exists(this.other)) {
                try (OutputStream out = Files.newOutputStream(this.other)) {
                    while (true) {
                        out.write(new byte[4096]);
                    }
                }
                catch (IOException ex) {
                    // The disk is full.
                }
            }
        }

        @Override
        public void close() {
            // Nothing is open.
        }

    }

}
