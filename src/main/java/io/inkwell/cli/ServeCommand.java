package io.inkwell.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Unmatched;

/** Leaves the terminal to Spring Boot, whose every setting may be an argument. */
@Command(name = ServeCommand.NAME, description = "Serves HTTP, at port 8080 unless --server.port says another.",
        mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class,
        customSynopsis = "inkwell [serve] [--<setting>=<value>...]")
final class ServeCommand implements Callable<Integer> {

    static final String NAME = "serve";

    private final Function<String[], ConfigurableApplicationContext> server;

    private final List<String> settings;

    @Unmatched
    private List<String> others = new ArrayList<>();

    ServeCommand(Function<String[], ConfigurableApplicationContext> server, List<String> settings) {
        this.server = server;
        this.settings = settings;
    }

    @Override
    public Integer call() {
        List<String> all = new ArrayList<>(this.settings);
        all.addAll(this.others);
        try {
            this.server.apply(all.toArray(String[]::new));
            return ExitCode.OK;
        }
        catch (RuntimeException ex) {
            // Spring Boot has told why.
            return ExitCode.SOFTWARE;
        }
    }

}
