package io.inkwell.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.inkwell.JavaProcess;

/** Saves one checkpoint, and dies while it saves the next. */
final class KilledProcess {

    /** The exit code of a process that SIGKILL ended. */
    static final int EXIT_CODE = 137;

    private KilledProcess() {
    }

    static int run(Path folder) throws IOException, InterruptedException {
        return JavaProcess
            .exitCode(JavaProcess.ofClass(folder, KilledProcess.class, List.of(folder.toString())).start());
    }

    public static void main(String[] args) throws IOException {
        RunFolder run = RunFolder.create(Path.of(args[0]));
        run.save(10, KilledProcess::write);
        run.save(20, (folder) -> {
            write(folder);
            // Everything is written, but not under the name of a checkpoint. Ends without
            // finally blocks and shutdown hooks.
            Runtime.getRuntime().halt(EXIT_CODE);
        });
    }

    private static void write(Path folder) throws IOException {
        for (String file : new String[] { "config.json", "model.safetensors", "optimizer.safetensors",
                "training_state.json" }) {
            Files.writeString(folder.resolve(file), file);
        }
    }

}
