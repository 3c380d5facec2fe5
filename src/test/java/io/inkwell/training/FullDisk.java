package io.inkwell.training;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

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
        Path output = folder.resolve("output.txt");
        ProcessBuilder java = JavaProcess.ofClass(folder, FullDisk.class,
                List.of(EmbeddedCheckpoint.FOLDER.toAbsolutePath().toString(), text.toString(), disk.toString()));
        Process process = SmallDisk.mount(disk, SIZE, java)
            .redirectOutput(output.toFile())
            .redirectError(folder.resolve("errors.txt").toFile())
            .start();
        JavaProcess.exitCode(process);
        return Files.readAllLines(output);
    }

    public static void main(String[] args) throws IOException {
        Path disk = Path.of(args[2]);
        TrainingOptions options = TestOptions.of(Path.of(args[1]), 2).withIntervals(1, 1, 1).options();
        Trainer trainer = new Trainer(options, Path.of(args[0]), disk, false, ComputeDevice.CPU, System::nanoTime);
        String outcome;
        try {
            outcome = trainer.run(new RecordedRun(), () -> false).toString();
        }
        catch (IOException ex) {
            outcome = String.valueOf(ex.getMessage());
        }
        String files = DurableFiles.list(disk).stream().map(Path::toString).collect(Collectors.joining("\n"));
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write((outcome + "\n" + files + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

}
