package io.inkwell.finetuning.process;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command that starts this program again in a process of its own: with the same Java
 * and the same jar, or the same class path where the program does not run from a jar.
 */
final class JavaCommand {

    private static final String MAIN_CLASS = "io.inkwell.InkwellApplication";

    private static final int LOWEST_PRIORITY = 19;

    /** Options of this Java that tell where the native libraries are. */
    private static final List<String> LIBRARY_OPTIONS = List.of("-Djava.library.path=", "-Djna.", "-Djava.io.tmpdir=",
            "-Duser.home=", "--enable-native-access");

    private JavaCommand() {
    }

    /** The command up to the arguments of the program. */
    static List<String> of(ProcessSettings settings) {
        List<String> command = new ArrayList<>(lowestPriority());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean()
            .getInputArguments()
            .stream()
            .filter((option) -> LIBRARY_OPTIONS.stream().anyMatch(option::startsWith))
            .toList());
        command.add("-Xmx" + settings.heapBytes());
        command.add("-XX:+UseSerialGC");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.addAll(program(System.getProperty("java.class.path")));
        return command;
    }

    /** Lets the process compute only when nothing else wants to. */
    private static List<String> lowestPriority() {
        boolean hasNice = Stream.of("/usr/bin/nice", "/bin/nice").map(Path::of).anyMatch(Files::isExecutable);
        return hasNice ? List.of("nice", "-n", Integer.toString(LOWEST_PRIORITY)) : List.of();
    }

    private static List<String> program(String classPath) {
        boolean isJar = classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator);
        return isJar ? List.of("-jar", Path.of(classPath).toAbsolutePath().toString())
                : List.of("-cp", classPath, MAIN_CLASS);
    }

}
