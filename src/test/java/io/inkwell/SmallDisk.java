package io.inkwell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A small file system in memory. It exists in the mount namespace of a process only.
 */
public final class SmallDisk {

    private static final List<String> NAMESPACE = List.of("unshare", "--user", "--map-root-user", "--mount", "sh",
            "-c");

    private SmallDisk() {
    }

    /** Whether this user may mount a file system. */
    public static boolean isPossible() throws InterruptedException {
        try {
            return process("16k", List.of("/mnt", "true")).start().waitFor() == 0;
        }
        catch (IOException ex) {
            return false;
        }
    }

    /**
     * Mounts a file system before a process starts.
     * @param folder where the process finds it
     * @param size as mount expects it, such as {@code 3m}
     */
    public static ProcessBuilder mount(Path folder, String size, ProcessBuilder process) {
        List<String> arguments = new ArrayList<>(List.of(folder.toString()));
        arguments.addAll(process.command());
        return process.command(process(size, arguments).command());
    }

    /**
     * @param arguments the folder, then a command
     */
    private static ProcessBuilder process(String size, List<String> arguments) {
        List<String> command = new ArrayList<>(NAMESPACE);
        command.add("mount -t tmpfs -o size=" + size + " tmpfs \"$0\" && exec \"$@\"");
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

}
