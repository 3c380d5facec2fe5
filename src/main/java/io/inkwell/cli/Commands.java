package io.inkwell.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;

import io.inkwell.cli.bench.BenchCommand;
import io.inkwell.cli.generate.GenerateCommand;
import io.inkwell.cli.keys.CreateKeyCommand;
import io.inkwell.cli.keys.KeysCommand;
import io.inkwell.cli.local.LocalService;
import io.inkwell.cli.models.ModelsCommand;
import io.inkwell.cli.serve.RehearseCommand;
import io.inkwell.cli.serve.ServeCommand;
import io.inkwell.cli.serve.SettingArguments;
import io.inkwell.cli.terminal.Terminal;
import io.inkwell.cli.terminal.RawArguments;
import io.inkwell.cli.train.MergeCommand;
import io.inkwell.cli.train.TrainCommand;
import io.inkwell.hub.HubSettings;

/** The command line of the program. The default command is {@code serve}. */
public final class Commands {

    private static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");

    private final Function<String[], ConfigurableApplicationContext> server;

    private final Class<?> configuration;

    private final Terminal terminal;

    /**
     * @param server starts the HTTP service with the given settings and returns once it
     * is ready; closing the returned context stops it
     * @param configuration the beans of the service
     */
    public Commands(Function<String[], ConfigurableApplicationContext> server, Class<?> configuration) {
        this(server, configuration, Terminal.system());
    }

    public Commands(Function<String[], ConfigurableApplicationContext> server, Class<?> configuration,
            Terminal terminal) {
        this.server = server;
        this.configuration = configuration;
        this.terminal = terminal;
    }

    /**
     * Runs the command.
     * @return the exit code: 0, 1 for a failure, 2 for a usage error
     */
    public int run(String... args) {
        CommandArguments arguments = CommandArguments.of(RawArguments.of(args));
        Optional<String> problem = new SettingArguments().problem(arguments.settings());
        if (problem.isPresent()) {
            err().println("inkwell: " + problem.get());
            return CommandLine.ExitCode.USAGE;
        }
        if (arguments.endsWithEndOfOptions()) {
            err().println("inkwell: expected an argument after --");
            return CommandLine.ExitCode.USAGE;
        }
        if (arguments.command().isEmpty()) {
            // Avoids the parser, which would slow the start down.
            return ServeCommand.serve(this.server, arguments.settings(), err());
        }
        return commandLine(arguments.settings()).execute(withCommand(arguments.command()).toArray(String[]::new));
    }

    private static List<String> withCommand(List<String> arguments) {
        String first = arguments.get(0);
        if (!first.startsWith("-") || HELP.contains(first)) {
            return arguments;
        }
        List<String> serve = new ArrayList<>(List.of(ServeCommand.NAME));
        serve.addAll(arguments);
        return serve;
    }

    private PrintWriter err() {
        return new PrintWriter(this.terminal.err(), true, StandardCharsets.UTF_8);
    }

    private CommandLine commandLine(List<String> settings) {
        LocalService service = new LocalService(this.configuration, settings, this.terminal);
        CommandFailures failures = new CommandFailures();
        return new CommandLine(new InkwellCommand()).addSubcommand(ServeCommand.commandLine(this.server, settings))
            .addSubcommand(GenerateCommand.commandLine(service, this.terminal))
            .addSubcommand(new TrainCommand(service, settings, this.terminal))
            .addSubcommand(new MergeCommand(this.terminal))
            .addSubcommand(new BenchCommand(service, settings, this.terminal))
            .addSubcommand(new CommandLine(new KeysCommand()).addSubcommand(new CreateKeyCommand(this.terminal)))
            .addSubcommand(ModelsCommand.commandLine(HubSettings::ofEnvironment, this.terminal))
            .addSubcommand(new RehearseCommand(this.server, settings))
            .addSubcommand(new VersionCommand())
            .addSubcommand(new CommandLine.HelpCommand())
            .setOut(new PrintWriter(this.terminal.out(), true, StandardCharsets.UTF_8))
            .setErr(err())
            .setUsageHelpAutoWidth(true)
            .setExpandAtFiles(false)
            .registerConverter(Path.class, new PathConverter())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(failures)
            .setExecutionExceptionHandler(failures);
    }

}
