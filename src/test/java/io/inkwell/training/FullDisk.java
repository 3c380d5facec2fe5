package io.inkwell.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.inkwell.JavaProcess;
import io.inkwell.SmallDisk;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.program.ComputeDevice;

/**
 * Trains the embedded model into a small file system in memory, which has room for one
 * checkpoint.
 */
final class FullDisk {

    /** A checkpoint of the embedded model has 32 MB. */
    private static final String SIZE = "48m";

    private FullDisk() {
    }

    /** The error message, then the files on the disk. */
    static List<String> train(Path folder, Path text) throws IOException, InterruptedException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path result = folder.resolve("result.txt");
        ProcessBuilder java = JavaProcess.ofClass(folder, FullDisk.class,
                List.of(EmbeddedCheckpoint.FOLDER.toAbsolutePath().toString(), text.toString(), disk.toString(),
                        result.toString()));
        Process process = SmallDisk.mount(disk, SIZE, java)
            .redirectOutput(folder.resolve("output.txt").toFile())
            .redirectError(folder.resolve("errors.txt").toFile())
            .start();
        JavaProcess.exitCode(process);
        return Files.readAllLines(result);
    }

    public static void main(String[] args) throws IOException {
        Path disk = Path.of(args[2]);
        TrainingOptions options = TestOptions.of(Path.of(args[1]), 2).withIntervals(1, 1, 1).options();
        Trainer trainer = new Trainer(options, new RunModel(Path.of(args[0]), Optional.empty()), disk, false,
                ComputeDevice.CPU, System::nanoTime);
        List<String> lines = new ArrayList<>();
        try {
            lines.add(trainer.run(new RecordingListener(), () -> false).toString());
        }
        catch (IOException ex) {
            lines.add(String.valueOf(ex.getMessage()));
        }
        DurableFiles.list(disk).forEach((file) -> lines.add(file.toString()));
        Files.write(Path.of(args[3]), lines);
    }

}
