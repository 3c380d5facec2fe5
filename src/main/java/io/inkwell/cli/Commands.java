package io.inkwell.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;

/**
 * What the program does when it is called from a terminal. Without a command it serves.
 */
public final class Commands {

    private static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");

    private final Function<String[], ConfigurableApplicationContext> server;

    private final Class<?> configuration;

    private final Terminal terminal;

    /**
     * @param server serves HTTP with the settings it is given, and returns once it does;
     * closing what it returns ends that
     * @param configuration the beans that serving is made of
     */
    public Commands(Function<String[], ConfigurableApplicationContext> server, Class<?> configuration) {
        this(server, configuration, Terminal.system());
    }

    Commands(Function<String[], ConfigurableApplicationContext> server, Class<?> configuration, Terminal terminal) {
        this.server = server;
        this.configuration = configuration;
        this.terminal = terminal;
    }

    /**
     * Does what the arguments say.
     * @return the exit code: 0, 1 for a failure, 2 for a wrong argument
     */
    public int run(String... args) {
        List<String> given = new ArrayList<>(TypedArguments.of(args));
        CommandArguments settings = CommandArguments.of(given);
        if (settings.command().isEmpty()) {
            // Nothing to parse, and the parser would take its share of the start.
            return new ServeCommand(this.server, settings.settings()).call();
        }
        if (given.get(0).startsWith("-") && !HELP.contains(given.get(0))) {
            given.add(0, ServeCommand.NAME);
        }
        CommandArguments arguments = CommandArguments.of(given);
        return commandLine(arguments.settings()).execute(arguments.command().toArray(String[]::new));
    }

    private CommandLine commandLine(List<String> settings) {
        LocalService service = new LocalService(this.configuration, settings);
        CommandFailures failures = new CommandFailures();
        return new CommandLine(new InkwellCommand()).addSubcommand(new ServeCommand(this.server, settings))
            .addSubcommand(GenerateCommand.commandLine(service, this.terminal))
            .addSubcommand(new BenchCommand(service, settings, this.terminal))
            .addSubcommand(new CommandLine(new KeysCommand()).addSubcommand(new CreateKeyCommand(this.terminal)))
            .addSubcommand(new RehearseCommand(this.server, settings))
            .addSubcommand(new CommandLine.HelpCommand())
            .setOut(new PrintWriter(this.terminal.out(), true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(this.terminal.err(), true, StandardCharsets.UTF_8))
            .setUsageHelpAutoWidth(true)
            .setExpandAtFiles(false)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(failures)
            .setExecutionExceptionHandler(failures);
    }

}
