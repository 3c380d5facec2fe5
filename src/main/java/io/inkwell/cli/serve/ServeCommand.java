package io.inkwell.cli.serve;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.inkwell.cli.terminal.ProgramVersion;

/** Serves HTTP with settings from its options and from Spring Boot's sources. */
@Command(name = ServeCommand.NAME, description = "Serve the HTTP API. This is the default command.",
        sortOptions = false, mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class,
        customSynopsis = "inkwell [serve] [OPTIONS] [--<setting>=<value>...] [<model>]",
        footer = { "", "Every setting of config/application.yaml is accepted as --<setting>=<value>, "
                + "for example --inkwell.threads=2." })
public final class ServeCommand implements Callable<Integer> {

    public static final String NAME = "serve";

    private final ServeOptions options = new ServeOptions();

    private final Function<String[], ConfigurableApplicationContext> server;

    private final List<String> settings;

    @Option(names = "--debug", arity = "0..1", fallbackValue = "true", paramLabel = "true|false",
            description = "Log at level debug, with Spring Boot's condition report.")
    private @Nullable Boolean debug;

    @Option(names = "--trace", arity = "0..1", fallbackValue = "true", paramLabel = "true|false",
            description = "Log at level trace.")
    private @Nullable Boolean trace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * @param settings settings in Spring Boot's syntax
     */
    ServeCommand(Function<String[], ConfigurableApplicationContext> server, List<String> settings) {
        this.server = server;
        this.settings = settings;
    }

    public static CommandLine commandLine(Function<String[], ConfigurableApplicationContext> server,
            List<String> settings) {
        ServeCommand command = new ServeCommand(server, settings);
        CommandLine commandLine = new CommandLine(command);
        command.options.addTo(commandLine.getCommandSpec());
        return commandLine;
    }

    @Override
    public Integer call() {
        List<String> all = new ArrayList<>(this.options.settings(this.settings, this.spec.commandLine()));
        if (this.debug != null) {
            all.add("--debug=" + this.debug);
        }
        if (this.trace != null) {
            all.add("--trace=" + this.trace);
        }
        return serve(this.server, all, this.spec.commandLine().getErr());
    }

    /**
     * @return the exit code, after the service has started or failed to start
     */
    public static int serve(Function<String[], ConfigurableApplicationContext> server, List<String> settings,
            PrintWriter err) {
        try {
            server.apply(settings.toArray(String[]::new));
            return ExitCode.OK;
        }
        catch (RuntimeException ex) {
            Optional<String> setting = InvalidSetting.describe(ex);
            setting.ifPresent((problem) -> err.println("inkwell: " + problem));
            // Spring Boot has logged all other failures.
            return setting.isPresent() ? ExitCode.USAGE : ExitCode.SOFTWARE;
        }
    }

}
